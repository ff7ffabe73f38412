#![deny(deprecated)]

#[errcat::catalog("ui/rules/unused-field-body/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
