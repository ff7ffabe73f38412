#[errcat::catalog("ui/rules/code-too-long/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
