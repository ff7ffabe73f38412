#[errcat::catalog("ui/rules/duplicate-code/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
