#[errcat::catalog("ui/catalog/toml_syntax.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = (ErrorCode::NotFound, ErrorCode::Busy);
}
