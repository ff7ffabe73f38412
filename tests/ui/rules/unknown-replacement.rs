#[errcat::catalog("ui/rules/unknown-replacement/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
