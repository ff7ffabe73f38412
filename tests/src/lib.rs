//! The platform's catalog, for every test that asks something of it; what a thread logs; and the output under all lints.

pub mod lints;
pub mod log;
#[cfg(doctest)]
mod pages;

/// The specification's codes.
#[errcat::catalog("error_codes.toml")]
pub enum ErrorCode {}
