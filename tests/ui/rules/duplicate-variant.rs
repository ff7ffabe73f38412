#[errcat::catalog("ui/rules/duplicate-variant/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
