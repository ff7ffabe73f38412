#[errcat::catalog("ui/rules/retry-contradiction/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
