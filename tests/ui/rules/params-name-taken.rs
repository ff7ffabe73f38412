#[errcat::catalog("ui/rules/params-name-taken/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
