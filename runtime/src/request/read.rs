//! The readers: a value from a part of the request, or the failure that says what is wrong with that part.

use core::ops::ControlFlow;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::header::read_headers;
use super::media_type::{is_form, is_json};
use super::{Headers, View, mistake};
use crate::{Code, Failure, HttpKind};

/// Where an extractor's value comes from: `Break` has what the head alone has decided, `Continue` the reader of the body.
pub type Source<T, C> = ControlFlow<Result<T, Failure<C>>, fn(&[u8]) -> Result<T, Failure<C>>>;

/// The body as JSON.
///
/// # Errors
///
/// Of the kind `unsupported_media_type` where the content type is another, `invalid_json` where the body is not JSON, and
/// `invalid_data` where it is not of `T`'s shape. The framework adds `payload_too_large`, above its limit, and
/// `bad_request`, where the body breaks off.
pub fn json<T: DeserializeOwned, C: Code, H: Headers>(view: &View<'_, H>) -> Source<T, C> {
    match expect_json(view.headers) {
        Ok(()) => Source::Continue(|body| read_json(body)),
        Err(failure) => Source::Break(Err(failure)),
    }
}

/// The body as a form; with `GET` and `HEAD`, the query.
///
/// # Errors
///
/// As [`json`], without `invalid_json`. A query that does not parse is of the kind `invalid_query`.
pub fn form<T: DeserializeOwned, C: Code, H: Headers>(view: &View<'_, H>) -> Source<T, C> {
    if view.has_form_in_query() {
        return query(view);
    }
    match expect_form(view.headers) {
        Ok(()) => Source::Continue(|body| read_form(body)),
        Err(failure) => Source::Break(Err(failure)),
    }
}

/// The parameters of the query. A request without a query has no parameters.
///
/// # Errors
///
/// Of the kind `invalid_query`.
pub fn query<T: DeserializeOwned, C: Code, H>(view: &View<'_, H>) -> Source<T, C> {
    Source::Break(read_query(view.query))
}

/// The headers as a struct, with a field for each: `x_api_key` for `x-api-key`.
///
/// Lines with the same name are joined by a comma. Numbers, booleans, newtypes and enums of unit variants are parsed from
/// text; a field that is an `Option` may be missing.
///
/// # Errors
///
/// Of the kind `missing_header`.
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

/// Fails where a body's content type does not say that it is JSON.
pub(crate) fn expect_json<C: Code>(headers: &impl Headers) -> Result<(), Failure<C>> {
    let text = "Expected request with `Content-Type: application/json`";
    expect(headers.content_type().is_some_and(is_json), text)
}

/// Fails where a body's content type does not say that it is a form.
pub(crate) fn expect_form<C: Code>(headers: &impl Headers) -> Result<(), Failure<C>> {
    let text = "Form requests must have `Content-Type: application/x-www-form-urlencoded`";
    expect(headers.content_type().is_some_and(is_form), text)
}

fn expect<C: Code>(is_right: bool, text: &'static str) -> Result<(), Failure<C>> {
    if is_right { Ok(()) } else { Err(mistake::described(HttpKind::UnsupportedMediaType, text)) }
}

/// Reads a body that is one JSON document.
pub(crate) fn read_json<'de, T: Deserialize<'de>, C: Code>(body: &'de [u8]) -> Result<T, Failure<C>> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let read = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| mistake::placed(mistake::kind_of_json(error.inner()), error))?;
    reader.end().map_err(|error| mistake::reported(HttpKind::InvalidJson, error))?;
    Ok(read)
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
    let reader = serde_urlencoded::Deserializer::new(form_urlencoded::parse(text));
    serde_path_to_error::deserialize(reader).map_err(|error| mistake::placed(kind, error))
}
