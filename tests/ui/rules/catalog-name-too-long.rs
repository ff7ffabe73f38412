#[errcat::catalog("ui/rules/catalog-name-too-long/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
