#[errcat::catalog("ui/rules/unknown-level/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
