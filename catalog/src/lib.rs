//! Reads an errcat catalog: it turns the text of `error_codes.toml` into a checked [`Catalog`] or into [`Diagnostics`].
//!
//! [`read()`] works in three stages. It loads the file and its includes. It parses the text into [`raw`] rows, which keep
//! every span and every missing key. Then it checks these rows against the [`Rule`]s and builds the [`Catalog`], in
//! which nothing is missing.
//!
//! [`read()`] does not open files: it asks its caller for each file. [`files`] reads them for callers that have a file system. This crate does not use proc-macro types. It never panics:
//! every text gives either a catalog or diagnostics.
//!
//! ```
//! let mut files = |_: &str| Ok(b"[[error]]\ncode = \"not_found\"\nstatus = 404\n".to_vec());
//! let catalog = errcat_catalog::read("error_codes.toml", &mut files)?;
//! assert_eq!(catalog.rows[0].variant, "NotFound");
//! assert_eq!(catalog.rows[0].description, "Not Found");
//! # Ok::<(), Box<errcat_catalog::Rejected>>(())
//! ```

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

#[cfg(feature = "contract")]
mod across;
pub mod body;
mod catalog;
mod check;
mod content;
#[cfg(feature = "contract")]
pub mod contract;
mod diagnostic;
#[cfg(feature = "contract")]
mod example;
mod expected;
mod fields;
pub mod files;
#[cfg(feature = "contract")]
pub mod generate;
mod http_rows;
#[cfg(feature = "json-schema")]
mod json_schema;
pub mod keys;
mod letters;
mod nearest;
mod params;
mod parse;
mod path;
mod quote;
pub mod raw;
mod read;
mod rejected;
mod render;
mod rule;
pub mod slot;
mod source;
mod syntax;
mod unknown_keys;
mod variant;

pub use errcat_core::{HTTP_KEYS, HttpKey, Level, lookup, reason, row};

#[cfg(feature = "contract")]
pub use crate::across::{Across, across};
pub use crate::body::Envelope;
pub use crate::catalog::{Catalog, Deprecated, Reserved, Row};
pub use crate::diagnostic::{Diagnostic, Diagnostics, Label};
#[cfg(feature = "contract")]
pub use crate::example::example;
pub use crate::http_rows::Side;
#[cfg(feature = "json-schema")]
pub use crate::json_schema::json_schema;
pub use crate::nearest::nearest;
pub use crate::params::{Param, ParamType, Piece};
pub use crate::read::{Load, Unreadable, read};
pub use crate::rejected::Rejected;
#[cfg(feature = "contract")]
pub use crate::rule::CheckRule;
pub use crate::rule::{Grade, Rule};
pub use crate::source::{FileId, Place, Sources, Span, Spanned};
pub use crate::variant::is_raw_keyword;
