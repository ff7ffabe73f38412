//! A crate that is built for no server is not told which kinds of a framework's failures have no code.

#![deny(deprecated)]

#[errcat::catalog("ui/pass/open_kinds.toml")]
pub enum ErrorCode {}

fn main() {}
