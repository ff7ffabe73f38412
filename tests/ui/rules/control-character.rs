#[errcat::catalog("ui/rules/control-character/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
