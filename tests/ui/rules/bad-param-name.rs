#[errcat::catalog("ui/rules/bad-param-name/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
