#[errcat::catalog("ui/rules/missing-code/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
