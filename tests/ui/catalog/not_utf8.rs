#[errcat::catalog("ui/catalog/not_utf8.toml")]
pub enum ErrorCode {}

fn main() {}
