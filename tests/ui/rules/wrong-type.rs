#[errcat::catalog("ui/rules/wrong-type/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
