#[errcat::catalog("ui/catalog/null_in_a_body.toml")]
pub enum ErrorCode {}

fn main() {}
