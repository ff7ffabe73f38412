#[errcat::catalog("ui/rules/not-utf-8/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
