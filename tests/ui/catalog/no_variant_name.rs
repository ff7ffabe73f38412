#[errcat::catalog("ui/catalog/no_variant_name.toml")]
pub enum ErrorCode {}

fn main() {}
