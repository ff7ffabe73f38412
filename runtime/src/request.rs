//! What a request holds, read in the same way for every framework.
//!
//! A framework shows the head of its request as a [`View`] and gives the bytes of the body; the readers here do the rest.
//! They know no framework; [`extract`] calls them for the extractors of catalogs.

#[cfg(any(feature = "garde", feature = "validator"))]
pub(crate) mod check;
pub(crate) mod extract;
mod header;
pub(crate) mod mistake;
mod pairs;
pub(crate) mod place;
mod read;
mod view;
mod wording;

pub(crate) use self::header::read_headers;
pub use self::read::{Source, form, header, json, query};
pub(crate) use self::read::{expect_form, expect_json, read_form, read_json, read_query, without_body};
pub use self::view::{Headers, View};
