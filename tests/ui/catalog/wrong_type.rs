#[errcat::catalog("ui/catalog/wrong_type.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::NotFound;
}
