#[errcat::catalog("ui/rules/too-many-rows/error_codes.toml")]
pub enum ErrorCode {}

fn main() {}
