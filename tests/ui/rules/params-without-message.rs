#[errcat::catalog("ui/rules/params-without-message/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
