#[errcat::catalog("ui/rules/header-not-allowed/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
