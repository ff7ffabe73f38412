#[errcat::catalog("ui/rules/mixed-codes/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
