#[errcat::catalog("ui/rules/spread-of-no-object/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
