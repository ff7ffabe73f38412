#[errcat::catalog("ui/rules/table-in-include/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
