#[errcat::catalog("ui/rules/empty-code/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
