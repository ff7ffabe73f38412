#[errcat::catalog(concat!("ui/pass/", "three.toml"))]
pub enum ErrorCode {}

fn main() {}
