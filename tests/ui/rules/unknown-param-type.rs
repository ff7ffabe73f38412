#[errcat::catalog("ui/rules/unknown-param-type/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
