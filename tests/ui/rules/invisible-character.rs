#[errcat::catalog("ui/rules/invisible-character/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
