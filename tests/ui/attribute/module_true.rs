#[errcat::catalog("ui/pass/three.toml", module = true)]
pub enum ErrorCode {}

fn main() {}
