#[errcat::catalog("ui/catalog/missing_code.toml")]
pub enum ErrorCode {}

fn main() {}
