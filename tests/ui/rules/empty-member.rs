#[errcat::catalog("ui/rules/empty-member/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
