#[errcat::catalog("ui/catalog/body_that_is_no_object.toml")]
pub enum ErrorCode {}

fn main() {}
