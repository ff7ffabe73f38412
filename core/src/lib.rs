//! The facts that `errcat-macros` writes into generated code and `errcat` reads from it.
//!
//! This crate is a part of `errcat`. It is `no_std` and has no dependencies. Its interface can change in every version.

#![no_std]

mod deprecation;
pub mod header;
mod http_key;
mod level;
pub mod lookup;
mod markdown;
pub mod media_type;
pub mod row;
mod status;

pub use crate::deprecation::Deprecation;
pub use crate::http_key::{HTTP_KEYS, HttpKey};
pub use crate::level::Level;
pub use crate::markdown::{CodeSpan, Escaped};
pub use crate::status::{may_pass, reason};

/// The version of the format in which the codes of a catalog are published as JSON.
pub const CATALOG_FORMAT: u32 = 1;
