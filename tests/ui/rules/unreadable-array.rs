#[errcat::catalog("ui/rules/unreadable-array/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
