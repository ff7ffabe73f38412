#[errcat::catalog("ui/rules/bad-variant/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
