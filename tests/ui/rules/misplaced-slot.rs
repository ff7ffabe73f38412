#![deny(deprecated)]

#[errcat::catalog("ui/rules/misplaced-slot/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
