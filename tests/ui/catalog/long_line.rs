#[errcat::catalog("ui/catalog/long_line.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = ErrorCode::NotFound;
}
