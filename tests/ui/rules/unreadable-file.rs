#[errcat::catalog("ui/rules/unreadable-file/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
