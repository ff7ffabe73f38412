#[errcat::catalog("ui/rules/deprecated-replacement/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
