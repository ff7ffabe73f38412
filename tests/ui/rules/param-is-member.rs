#[errcat::catalog("ui/rules/param-is-member/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
