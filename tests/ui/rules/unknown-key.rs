#[errcat::catalog("ui/rules/unknown-key/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
