#[errcat::catalog("ui/rules/retry-after-out-of-range/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
