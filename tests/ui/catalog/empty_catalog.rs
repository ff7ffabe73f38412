#[errcat::catalog("ui/catalog/empty_catalog.toml")]
pub enum ErrorCode {}

fn main() {}
