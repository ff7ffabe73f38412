#[errcat::catalog("ui/catalog/table_twice.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::NotFound;
}
