#[errcat::catalog("ui/catalog/missing_status.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::NotFound;
}
