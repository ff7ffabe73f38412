#[errcat::catalog("ui/rules/unbalanced-brace/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
