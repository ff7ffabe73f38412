#[errcat::catalog("api/error_codes.toml")]
pub enum ErrorCode {}

#[errcat::catalog("web/error_codes.toml")]
pub enum WebErrorCode {}
