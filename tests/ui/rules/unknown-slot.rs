#[errcat::catalog("ui/rules/unknown-slot/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
