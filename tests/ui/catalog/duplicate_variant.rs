#[errcat::catalog("ui/catalog/duplicate_variant.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::NotFound;
}
