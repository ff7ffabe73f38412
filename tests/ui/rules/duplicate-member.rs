#[errcat::catalog("ui/rules/duplicate-member/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
