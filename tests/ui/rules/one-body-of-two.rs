#[errcat::catalog("ui/rules/one-body-of-two/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
