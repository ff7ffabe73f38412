#[errcat::catalog("ui/catalog/unknown_key.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::NotFound;
}
