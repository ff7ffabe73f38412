#[errcat::catalog("ui/catalog/five_mistakes.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = (ErrorCode::NotFound, ErrorCode::Busy, ErrorCode::Gone);
}
