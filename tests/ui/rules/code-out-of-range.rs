#[errcat::catalog("ui/rules/code-out-of-range/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
