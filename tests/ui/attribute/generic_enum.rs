#[errcat::catalog("ui/pass/three.toml")]
pub enum ErrorCode<T> {}

fn main() {}
