#[errcat::catalog("ui/rules/equal-tags/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
