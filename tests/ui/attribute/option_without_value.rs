#[errcat::catalog("ui/pass/three.toml", module)]
pub enum ErrorCode {}

fn main() {}
