#[errcat::catalog("ui/rules/toml-syntax/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
