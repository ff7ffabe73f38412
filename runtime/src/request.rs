//! What a request holds, read in the same way for every framework.
//!
//! A framework shows the head of its request as a [`View`] and gives the bytes of the body; the readers here do the rest.
//! They know no framework.

mod header;
pub(crate) mod media_type;
pub(crate) mod mistake;
mod read;
mod told;
mod view;

pub use self::read::{Source, form, header, json, query};
pub(crate) use self::read::{expect_form, expect_json, read_form, read_json};
pub use self::view::{Headers, View};
