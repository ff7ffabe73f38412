#[errcat::catalog("ui/catalog/duplicate_of_an_http_code.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::RateLimited;
}
