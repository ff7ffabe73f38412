#[errcat::catalog("ui/catalog/odd_headers.toml")]
pub enum ErrorCode {}

fn main() {}
