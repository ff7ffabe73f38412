#[errcat::catalog("missing.toml")]
pub enum ErrorCode {}
