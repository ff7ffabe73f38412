#[errcat::catalog("ui/catalog/empty_code.toml")]
pub enum ErrorCode {}

fn main() {}
