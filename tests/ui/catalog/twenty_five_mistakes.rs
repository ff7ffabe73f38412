#[errcat::catalog("ui/catalog/twenty_five_mistakes.toml")]
pub enum ErrorCode {}

fn main() {
    // What is there in spite of them is not reported again.
    let _ = (ErrorCode::NotFound, ErrorCode::Busy, ErrorCode::Quota, error_code::Failure::new(ErrorCode::Busy));
}
