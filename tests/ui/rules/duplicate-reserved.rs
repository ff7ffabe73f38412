#[errcat::catalog("ui/rules/duplicate-reserved/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
