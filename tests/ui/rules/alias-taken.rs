#[errcat::catalog("ui/rules/alias-taken/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
