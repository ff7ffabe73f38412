#[errcat::catalog("ui/catalog/numbers_and_duplicates.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::ALL;
}
