//! What a request holds, read from its bytes, or the failure that says what is wrong with it: the same reader and the same
//! words for every framework.

use core::error::Error;

use serde::Deserialize;

use super::media_type::{is_form, is_json};
use super::mistake;
use crate::{Code, Failure, HttpKind};

/// Fails where a body's content type does not say that it is JSON.
pub(crate) fn expect_json<C: Code>(content_type: Option<&[u8]>) -> Result<(), Failure<C>> {
    let text = "Expected request with `Content-Type: application/json`";
    expect(content_type.is_some_and(is_json), text)
}

/// Fails where a body's content type does not say that it is a form.
pub(crate) fn expect_form<C: Code>(content_type: Option<&[u8]>) -> Result<(), Failure<C>> {
    let text = "Form requests must have `Content-Type: application/x-www-form-urlencoded`";
    expect(content_type.is_some_and(is_form), text)
}

fn expect<C: Code>(is_right: bool, text: &'static str) -> Result<(), Failure<C>> {
    if is_right { Ok(()) } else { Err(mistake::of(HttpKind::UnsupportedMediaType, text)) }
}

/// A body that is JSON, and nothing but JSON.
pub(crate) fn json<'de, T: Deserialize<'de>, C: Code>(body: &'de [u8]) -> Result<T, Failure<C>> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let read = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| wrong(mistake::kind_of_json(error.inner()), error))?;
    reader.end().map_err(|error| wrong(HttpKind::InvalidJson, error))?;
    Ok(read)
}

/// A body that is a form, in UTF-8.
pub(crate) fn form<'de, T: Deserialize<'de>, C: Code>(body: &'de [u8]) -> Result<T, Failure<C>> {
    pairs(HttpKind::InvalidData, body)
}

/// The parameters of a query, which may not be there.
pub(crate) fn query<'de, T: Deserialize<'de>, C: Code>(query: Option<&'de str>) -> Result<T, Failure<C>> {
    pairs(HttpKind::InvalidQuery, query.unwrap_or_default().as_bytes())
}

fn pairs<'de, T: Deserialize<'de>, C: Code>(kind: HttpKind, text: &'de [u8]) -> Result<T, Failure<C>> {
    let reader = serde_urlencoded::Deserializer::new(form_urlencoded::parse(text));
    serde_path_to_error::deserialize(reader).map_err(|error| wrong(kind, error))
}

/// What the client has written wrong, in the error's words; the error itself is for the log.
pub(super) fn wrong<C: Code>(kind: HttpKind, error: impl Error + Send + Sync + 'static) -> Failure<C> {
    mistake::unparsed(kind, &error).with_source(error)
}
