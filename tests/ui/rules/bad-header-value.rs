#[errcat::catalog("ui/rules/bad-header-value/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
