#[errcat::catalog("ui/pass/three.toml", module = code, module = codes)]
pub enum ErrorCode {}

fn main() {}
