#[errcat::catalog("ui/catalog/duplicate_code.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::NotFound;
}
