#[errcat::catalog("ui/rules/reserved-code/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
