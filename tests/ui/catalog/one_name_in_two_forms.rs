#![deny(warnings)]

#[errcat::catalog("ui/catalog/one_name_in_two_forms.toml")]
pub enum ErrorCode {}

fn main() {}
