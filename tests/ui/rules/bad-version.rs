#[errcat::catalog("ui/rules/bad-version/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
