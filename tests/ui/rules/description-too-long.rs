#[errcat::catalog("ui/rules/description-too-long/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
