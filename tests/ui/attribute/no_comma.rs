#[errcat::catalog("ui/pass/three.toml" module = codes)]
pub enum ErrorCode {}

fn main() {}
