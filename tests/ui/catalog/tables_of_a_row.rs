#[errcat::catalog("ui/catalog/tables_of_a_row.toml")]
pub enum ErrorCode {}

fn main() {}
