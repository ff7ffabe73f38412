#[errcat::catalog("ui/rules/missing-data/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
