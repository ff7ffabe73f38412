#[errcat::catalog("ui/rules/slot-in-text/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
