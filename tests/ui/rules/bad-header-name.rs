#[errcat::catalog("ui/rules/bad-header-name/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
