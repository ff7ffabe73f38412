#[errcat::catalog("ui/catalog/mixed_codes.toml")]
pub enum ErrorCode {}

fn main() {
    let _ = (ErrorCode::Code1001, ErrorCode::NotFound);
}
