#[errcat::catalog("ui/catalog/bad_variant.toml")]
pub enum ErrorCode {}

fn main() {}
