//! The failures of requests that do not parse, whichever framework found out: its parser's words, with the place of the
//! mistake where it tells that, and nothing of the server's inside.

use core::fmt::Display;
use std::borrow::Cow;

use serde_json::error::Category;

use crate::told::told;
use crate::{Code, Failure, HttpKind};

/// The failure of a body that is no JSON, or JSON of another shape.
pub(crate) fn json<C: Code>(error: &serde_json::Error) -> Failure<C> {
    let kind = match error.classify() {
        Category::Data => HttpKind::InvalidData,
        Category::Io | Category::Syntax | Category::Eof => HttpKind::InvalidJson,
    };
    unparsed(kind, error)
}

/// The failure of a part of the request that does not parse, in its parser's words.
pub(crate) fn unparsed<C: Code>(kind: HttpKind, error: &dyn Display) -> Failure<C> {
    of(kind, told(error))
}

/// A failure of this kind, with a text about it.
pub(crate) fn of<C: Code>(kind: HttpKind, text: impl Into<Cow<'static, str>>) -> Failure<C> {
    Failure::of_http(kind, kind.status::<C>()).with_description(text)
}
