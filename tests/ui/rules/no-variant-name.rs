#[errcat::catalog("ui/rules/no-variant-name/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
