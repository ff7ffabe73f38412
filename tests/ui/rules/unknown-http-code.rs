#[errcat::catalog("ui/rules/unknown-http-code/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
