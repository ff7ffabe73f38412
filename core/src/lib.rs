//! What `errcat-macros` writes and `errcat` reads: each fact stands here once.
//!
//! This crate is a part of `errcat`. It needs no `std` and has no dependencies. Its interface changes with any version.

#![no_std]

mod http_key;
mod level;
pub mod lookup;
pub mod row;
mod status;

pub use crate::http_key::{HTTP_KEYS, HttpKey};
pub use crate::level::Level;
pub use crate::status::reason;
