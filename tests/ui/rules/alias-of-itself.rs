#[errcat::catalog("ui/rules/alias-of-itself/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
