#[errcat::catalog("ui/rules/unknown-rule/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
