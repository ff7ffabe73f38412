//! The failures of requests that do not parse, whichever framework found out: its parser's words, with the place of the
//! mistake where it tells that, and nothing of the server's inside.

use core::fmt::Display;
use std::borrow::Cow;

use serde_json::error::Category;

use super::told::told;
use crate::{Code, Failure, HttpKind};

/// The failure of a body that is no JSON, or JSON of another shape.
#[cfg(any(feature = "actix-web", feature = "poem", feature = "salvo", feature = "warp"))]
pub(crate) fn json<C: Code>(error: &serde_json::Error) -> Failure<C> {
    unparsed(kind_of_json(error), error)
}

pub(crate) fn kind_of_json(error: &serde_json::Error) -> HttpKind {
    match error.classify() {
        Category::Data => HttpKind::InvalidData,
        Category::Io | Category::Syntax | Category::Eof => HttpKind::InvalidJson,
    }
}

/// The failure of a body that does not come whole, by the status that the framework has for it.
#[cfg(any(
    feature = "actix-web",
    feature = "axum",
    feature = "poem",
    feature = "rocket",
    feature = "salvo",
    feature = "warp"
))]
pub(crate) fn unread<C: Code>(status: u16) -> Failure<C> {
    match HttpKind::of_status(status) {
        kind @ HttpKind::PayloadTooLarge => of(kind, "the body is too long"),
        kind => Failure::of_http(kind, kind.status::<C>()),
    }
}

/// The failure of a part of the request that does not parse, in its parser's words.
pub(crate) fn unparsed<C: Code>(kind: HttpKind, error: &dyn Display) -> Failure<C> {
    of(kind, told(error))
}

/// A failure of this kind, with a text about it.
pub(crate) fn of<C: Code>(kind: HttpKind, text: impl Into<Cow<'static, str>>) -> Failure<C> {
    Failure::of_http(kind, kind.status::<C>()).with_description(text)
}
