#[errcat::catalog("ui/rules/mixed-data/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
