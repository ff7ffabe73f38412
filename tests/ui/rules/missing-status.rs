#[errcat::catalog("ui/rules/missing-status/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
