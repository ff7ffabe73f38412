#[errcat::catalog("ui/rules/status-out-of-range/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
