//! What a shop and its clients agree on: the codes of its failures.
//!
//! It is the one crate that all others of the shop share, and it asks nothing of them: it has no std, no clock and no
//! JSON, and builds for a browser or a till without an operating system.
//!
//! ```
//! use contract::{ErrorCode, error_code};
//!
//! let code = ErrorCode::from_code("out_of_stock");
//! assert_eq!(code, Some(ErrorCode::OutOfStock));
//! assert_eq!(ErrorCode::from_code("product_not_found"), Some(ErrorCode::ItemNotFound), "its former name");
//! assert_eq!(ErrorCode::from_code("item_unavailable"), None, "it was retired");
//!
//! let text = error_code::OutOfStock { item: "lamp".into(), left: 2 };
//! assert_eq!(text.to_string(), "only 2 of lamp left");
//! ```
//!
//! A crate that depends on errcat with its default features finds the envelope types in [`error_code`] as well.

#![no_std]

/// Why the shop did not do what it was asked.
///
/// More codes may come with any version: `match` on those that you know.
#[errcat::catalog("error_codes.toml")]
#[non_exhaustive]
pub enum ErrorCode {}
