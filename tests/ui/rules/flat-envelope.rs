#[errcat::catalog("ui/rules/flat-envelope/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
