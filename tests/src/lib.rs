//! The platform's catalog, for every test that asks something of it.

/// The specification's codes.
#[errcat::catalog("error_codes.toml")]
pub enum ErrorCode {}
