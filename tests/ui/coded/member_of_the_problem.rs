#[errcat::catalog("frameworks/problem/errors.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode)]
enum FormError {
    #[error("{title} is no title")]
    #[coded(ValidationError, member(title = title))]
    Title { title: String },
}

fn main() {}
