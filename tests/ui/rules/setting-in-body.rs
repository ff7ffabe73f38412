#[errcat::catalog("ui/rules/setting-in-body/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
