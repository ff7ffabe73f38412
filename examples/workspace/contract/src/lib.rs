//! The contract between a shop and its clients: the codes of its failures.
//!
//! All other crates of the shop share this crate. It needs no std, no clock and no JSON, so it also compiles for a
//! browser, or for a device without an operating system.
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
//! If a crate in the same build enables the default features of errcat, [`error_code`] also contains the types of the
//! replies.

#![no_std]

/// Why a request to the shop failed.
///
/// Any version can add codes, so a `match` needs an arm for all others.
#[errcat::catalog("error_codes.toml")]
#[non_exhaustive]
pub enum ErrorCode {}
