#[errcat::catalog("ui/rules/http-status/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
