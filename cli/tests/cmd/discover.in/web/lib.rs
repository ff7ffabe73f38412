#[cfg_attr(all(), errcat::catalog(r"../api/error_codes.toml"))]
pub enum ErrorCode {}
