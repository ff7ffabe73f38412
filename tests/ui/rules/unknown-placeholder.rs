#[errcat::catalog("ui/rules/unknown-placeholder/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
