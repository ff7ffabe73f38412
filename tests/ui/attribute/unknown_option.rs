#[errcat::catalog("ui/pass/three.toml", modul = code)]
pub enum ErrorCode {}

fn main() {}
