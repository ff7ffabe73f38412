//! Without a feature for a server, there is no warning about kinds of failures without a code.

#![deny(deprecated)]

#[errcat::catalog("ui/pass/open_kinds.toml")]
pub enum ErrorCode {}

fn main() {}
