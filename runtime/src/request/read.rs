//! The readers. Each of them reads a part of the request, and returns a value or the failure that says what is wrong.

use core::ops::ControlFlow;

use errcat_core::media_type::{is_form, is_json};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

use super::header::read_headers;
use super::pairs::Pairs;
use super::{Headers, View, mistake};
use crate::envelope::byte_order_mark::without_mark;
use crate::{Code, Failure, HttpKind};

/// Where an extractor's value comes from. `Break` contains the result if the head alone decides it, and `Continue` contains
/// the reader of the body.
pub type Source<T, C> = ControlFlow<Result<T, Failure<C>>, fn(&[u8]) -> Result<T, Failure<C>>>;

/// Reads the body as JSON: see `errcat::http::json`. The framework adds the failures of a body that does not arrive.
pub fn json<T: DeserializeOwned, C: Code, H: Headers>(view: &View<'_, H>) -> Source<T, C> {
    match expect_json(view.headers) {
        Ok(()) => Source::Continue(|body| read_json(body)),
        Err(failure) => Source::Break(Err(failure)),
    }
}

/// Reads the body, or the query of a request with `GET` or `HEAD`, as a form: see `errcat::http::form`.
pub fn form<T: DeserializeOwned, C: Code, H: Headers>(view: &View<'_, H>) -> Source<T, C> {
    if view.has_form_in_query() {
        return query(view);
    }
    match expect_form(view.headers) {
        Ok(()) => Source::Continue(|body| read_form(body)),
        Err(failure) => Source::Break(Err(failure)),
    }
}

/// Reads the query: see `errcat::http::query`.
pub fn query<T: DeserializeOwned, C: Code, H>(view: &View<'_, H>) -> Source<T, C> {
    Source::Break(read_query(view.query))
}

/// Reads the headers: see `errcat::http::header`.
pub fn header<T: DeserializeOwned, C: Code, H: Headers>(view: &View<'_, H>) -> Source<T, C> {
    Source::Break(read_headers(view.headers))
}

/// The value from a reader that needs no body.
pub(crate) fn without_body<T, C: Code>(source: Source<T, C>) -> Result<T, Failure<C>> {
    match source {
        Source::Break(value) => value,
        Source::Continue(read) => read(&[]),
    }
}

/// Fails if the content type does not say that the body is JSON.
pub(crate) fn expect_json<C: Code>(headers: &impl Headers) -> Result<(), Failure<C>> {
    let text = "Expected request with `Content-Type: application/json`";
    expect(headers.content_type().is_some_and(is_json), text)
}

/// Fails if the content type does not say that the body is a form.
pub(crate) fn expect_form<C: Code>(headers: &impl Headers) -> Result<(), Failure<C>> {
    let text = "Form requests must have `Content-Type: application/x-www-form-urlencoded`";
    expect(headers.content_type().is_some_and(is_form), text)
}

fn expect<C: Code>(is_right: bool, text: &'static str) -> Result<(), Failure<C>> {
    if is_right { Ok(()) } else { Err(mistake::described(HttpKind::UnsupportedMediaType, text)) }
}

/// Reads a body that is one JSON document, perhaps after a byte order mark.
pub(crate) fn read_json<'de, T: Deserialize<'de>, C: Code>(body: &'de [u8]) -> Result<T, Failure<C>> {
    let body = without_mark(body);
    let mut reader = serde_json::Deserializer::from_slice(body);
    let read = serde_path_to_error::deserialize(&mut reader).map_err(|error| wrong_json(error, body))?;
    reader.end().map_err(|error| mistake::reported(HttpKind::InvalidJson, error))?;
    Ok(read)
}

/// What is wrong with a body. `serde_json` also calls it a mistake in the syntax if a value has another type than an enum,
/// or if an array is too long. And it stops at a value of another type, although the rest of the body may not be JSON.
#[cold]
fn wrong_json<C: Code>(error: serde_path_to_error::Error<serde_json::Error>, body: &[u8]) -> Failure<C> {
    let kind = match mistake::kind_of_json(error.inner()) {
        HttpKind::InvalidJson if serde_json::from_slice::<Value>(body).is_ok() => HttpKind::InvalidData,
        HttpKind::InvalidData => match serde_json::from_slice::<IgnoredAny>(body) {
            Ok(_) => HttpKind::InvalidData,
            Err(error) => return mistake::reported(HttpKind::InvalidJson, error),
        },
        kind => kind,
    };
    mistake::placed(kind, error)
}

/// Reads a body that is a form, in UTF-8.
pub(crate) fn read_form<'de, T: Deserialize<'de>, C: Code>(body: &'de [u8]) -> Result<T, Failure<C>> {
    pairs(HttpKind::InvalidData, body)
}

/// Reads a query, which may be missing.
pub(crate) fn read_query<'de, T: Deserialize<'de>, C: Code>(
    query: Option<&'de str>,
) -> Result<T, Failure<C>> {
    pairs(HttpKind::InvalidQuery, query.unwrap_or_default().as_bytes())
}

fn pairs<'de, T: Deserialize<'de>, C: Code>(kind: HttpKind, text: &'de [u8]) -> Result<T, Failure<C>> {
    serde_path_to_error::deserialize(Pairs::of(text)).map_err(|error| mistake::placed(kind, error))
}
