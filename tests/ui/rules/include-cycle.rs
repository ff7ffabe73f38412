#[errcat::catalog("ui/rules/include-cycle/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
