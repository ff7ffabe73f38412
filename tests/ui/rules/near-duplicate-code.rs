#![deny(deprecated)]

#[errcat::catalog("ui/rules/near-duplicate-code/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
