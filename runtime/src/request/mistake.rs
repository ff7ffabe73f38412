//! The failures of requests that do not parse, whichever framework notices: the parser's words, with the place of the
//! mistake if the parser knows it, and no names of the server's types.

use core::error::Error;
use core::fmt::Display;
use std::borrow::Cow;

use serde_json::error::Category;

use super::place;
use super::wording::client_text;
use crate::{Code, Failure, HttpKind};

/// The failure of a body that is not JSON, or that is JSON of another shape.
pub(crate) fn json<C: Code>(error: &serde_json::Error) -> Failure<C> {
    unparsed(kind_of_json(error), error)
}

pub(crate) fn kind_of_json(error: &serde_json::Error) -> HttpKind {
    match error.classify() {
        Category::Data => HttpKind::InvalidData,
        Category::Io | Category::Syntax | Category::Eof => HttpKind::InvalidJson,
    }
}

/// The failure of a body that does not arrive whole, by the status that the framework has for it.
pub(crate) fn unread<C: Code>(status: u16) -> Failure<C> {
    match HttpKind::from_status(status) {
        kind @ HttpKind::PayloadTooLarge => described(kind, "the body is too long"),
        kind => kind.into(),
    }
}

/// The failure of a part of the request that does not parse, in its parser's words.
pub(crate) fn unparsed<C: Code>(kind: HttpKind, error: &dyn Display) -> Failure<C> {
    described(kind, client_text(error))
}

/// A failure of this kind, with a text about it.
pub(crate) fn described<C: Code>(kind: HttpKind, text: impl Into<Cow<'static, str>>) -> Failure<C> {
    Failure::from(kind).with_description(text)
}

/// A query that does not parse, where nobody knows why.
pub(crate) fn wrong_query<C: Code>() -> Failure<C> {
    described(HttpKind::InvalidQuery, "the query does not parse")
}

/// The same for the parameters of the path.
pub(crate) fn wrong_path<C: Code>() -> Failure<C> {
    described(HttpKind::InvalidPath, "the path does not parse")
}

/// The failure of what the client has written wrong, in the error's words. The error itself is for the log.
pub(super) fn reported<C: Code>(kind: HttpKind, error: impl Error + Send + Sync + 'static) -> Failure<C> {
    unparsed(kind, &error).with_source(error)
}

/// The same, with the place of the mistake as a field error. A body that is not JSON has no fields.
pub(super) fn placed<C: Code, E: Error + Send + Sync + 'static>(
    kind: HttpKind,
    error: serde_path_to_error::Error<E>,
) -> Failure<C> {
    let field = if kind == HttpKind::InvalidJson { None } else { place::field(&error) };
    reported(kind, error).with_fields(field)
}
