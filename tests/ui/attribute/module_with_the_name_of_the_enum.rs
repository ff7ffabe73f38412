#[allow(non_camel_case_types)]
#[errcat::catalog("ui/pass/three.toml")]
pub enum code {}

fn main() {}
