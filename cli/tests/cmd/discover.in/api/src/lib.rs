#[errcat::catalog("error_codes.toml")]
pub enum ErrorCode {}

mod target;
