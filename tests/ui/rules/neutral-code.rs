#[errcat::catalog("ui/rules/neutral-code/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
