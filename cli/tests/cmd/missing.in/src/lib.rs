#[errcat::catalog("error_codes.toml")]
pub enum ErrorCode {}

#[errcat::catalog("eror_codes.toml")]
pub enum OtherCode {}
