#![deny(deprecated)]

#[errcat::catalog("ui/rules/no-code-in-body/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
