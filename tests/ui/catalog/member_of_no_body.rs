#![deny(warnings)]

#[errcat::catalog("ui/catalog/member_of_no_body.toml")]
pub enum ErrorCode {}

fn main() {}
