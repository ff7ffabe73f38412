#[errcat::catalog("ui/rules/envelope-status/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
