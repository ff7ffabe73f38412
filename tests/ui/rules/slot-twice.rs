#[errcat::catalog("ui/rules/slot-twice/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
