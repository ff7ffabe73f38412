#[errcat::catalog("ui/rules/code-without-prefix/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
