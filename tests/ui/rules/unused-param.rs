#![deny(deprecated)]

#[errcat::catalog("ui/rules/unused-param/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
