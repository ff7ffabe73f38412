#[errcat::catalog("ui/catalog/wrong_type_of_rows.toml")]
pub enum ErrorCode {}

fn main() {}
