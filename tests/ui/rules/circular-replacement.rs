#[errcat::catalog("ui/rules/circular-replacement/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
