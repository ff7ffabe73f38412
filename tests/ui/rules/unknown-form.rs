#[errcat::catalog("ui/rules/unknown-form/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
