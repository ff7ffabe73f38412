#[errcat::catalog("ui/catalog/no_variant_name_self.toml")]
pub enum ErrorCode {}

fn main() {}
