#![deny(deprecated)]

#[errcat::catalog("ui/rules/indistinct-bodies/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
