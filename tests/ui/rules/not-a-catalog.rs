#[errcat::catalog("ui/rules/not-a-catalog/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
