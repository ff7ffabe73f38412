//! What a request of salvo's holds, or the failure that says what is wrong with it.

use salvo_core::Request;
use salvo_core::http::header::CONTENT_TYPE;
use salvo_core::http::{HeaderValue, Method};
use serde::de::DeserializeOwned;

use crate::request;
use crate::{Code, Failure};

/// The body as JSON.
///
/// # Errors
///
/// Of the kind `unsupported_media_type` where the content type is another, `invalid_json` where the body is no JSON,
/// `invalid_data` where it is not of `T`'s shape, `payload_too_large` above salvo's limit, and `bad_request` where it breaks
/// off.
pub async fn json<T: DeserializeOwned, C: Code>(request: &mut Request) -> Result<T, Failure<C>> {
    request::expect_json(content_type(request))?;
    request::json(request.payload().await?)
}

/// The body as a form, the query of `GET` and `HEAD`.
///
/// # Errors
///
/// As [`json`], without `invalid_json`; the query's mistakes are of the kind `invalid_query`.
pub async fn form<T: DeserializeOwned, C: Code>(request: &mut Request) -> Result<T, Failure<C>> {
    if [Method::GET, Method::HEAD].contains(request.method()) {
        return query(request);
    }
    request::expect_form(content_type(request))?;
    request::form(request.payload().await?)
}

/// The query's parameters.
///
/// # Errors
///
/// Of the kind `invalid_query`.
pub fn query<T: DeserializeOwned, C: Code>(request: &Request) -> Result<T, Failure<C>> {
    request::query(request.uri().query())
}

/// The headers as a struct, with a field for each.
///
/// A field's name is the header's, with `-` for `_`; lines of one name are joined by a comma. Numbers, booleans, newtypes
/// and enums of unit variants are read from text; a field that is an `Option` may be missing.
///
/// # Errors
///
/// Of the kind `missing_header`.
pub fn header<T: DeserializeOwned, C: Code>(request: &Request) -> Result<T, Failure<C>> {
    request::header(|name| request.headers().get_all(name).into_iter().map(HeaderValue::as_bytes))
}

fn content_type(request: &Request) -> Option<&[u8]> {
    request.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes)
}
