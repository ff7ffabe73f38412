#[errcat::catalog("ui/catalog/equal_tags.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::NotFound;
}
