#[errcat::catalog("ui/rules/bad-content-type/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
