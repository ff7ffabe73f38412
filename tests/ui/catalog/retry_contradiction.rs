#[errcat::catalog("ui/catalog/retry_contradiction.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::NotFound;
}
