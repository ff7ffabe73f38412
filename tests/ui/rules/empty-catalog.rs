#[errcat::catalog("ui/rules/empty-catalog/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
