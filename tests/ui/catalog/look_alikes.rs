#![deny(deprecated)]

#[errcat::catalog("ui/catalog/look_alikes.toml")]
pub enum ErrorCode {}

fn main() {}
