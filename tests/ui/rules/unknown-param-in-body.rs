#[errcat::catalog("ui/rules/unknown-param-in-body/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
