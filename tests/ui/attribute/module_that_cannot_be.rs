#[errcat::catalog("ui/pass/three.toml")]
pub enum Super {}

fn main() {}
