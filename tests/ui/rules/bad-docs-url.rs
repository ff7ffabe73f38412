#[errcat::catalog("ui/rules/bad-docs-url/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
