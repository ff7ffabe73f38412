#[errcat::catalog("ui/rules/odd-letters/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
