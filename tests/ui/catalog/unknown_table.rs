#[errcat::catalog("ui/catalog/unknown_table.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::NotFound;
}
