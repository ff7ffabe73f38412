//! The platform's catalog, for every test that asks something of it; and the output under all lints.

pub mod lints;
#[cfg(doctest)]
mod pages;

/// The specification's codes.
#[errcat::catalog("error_codes.toml")]
pub enum ErrorCode {}
