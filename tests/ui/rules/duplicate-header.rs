#[errcat::catalog("ui/rules/duplicate-header/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
