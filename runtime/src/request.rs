//! What a request holds, read for every framework alike.

mod header;
pub(crate) mod media_type;
pub(crate) mod mistake;
mod read;
mod told;

pub(crate) use self::header::header;
pub(crate) use self::read::{expect_form, expect_json, form, json, query};
