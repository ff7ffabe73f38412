//! What a request of poem's holds, or the failure that says what is wrong with it.

use poem::error::{ReadBodyError, ResponseError};
use poem::http::header::CONTENT_TYPE;
use poem::http::{HeaderValue, Method};
use poem::{Request, RequestBody};
use serde::de::DeserializeOwned;

use crate::request::{self, mistake};
use crate::{Code, Failure};

/// The body as JSON: what a catalog's own extractor `Json` calls.
///
/// # Errors
///
/// Of the kind `unsupported_media_type` where the content type is another, `invalid_json` where the body is no JSON,
/// `invalid_data` where it is not of `T`'s shape, `payload_too_large` where poem's `SizeLimit` says so, and `bad_request`
/// where it breaks off.
pub async fn json<T, C>(request: &Request, body: &mut RequestBody) -> Result<T, Failure<C>>
where
    T: DeserializeOwned,
    C: Code,
{
    request::expect_json(content_type(request))?;
    request::json(&read(body).await?)
}

/// The body as a form, the query of `GET` and `HEAD`: what a catalog's own extractor `Form` calls.
///
/// # Errors
///
/// As [`json`], without `invalid_json`; the query's mistakes are of the kind `invalid_query`.
pub async fn form<T, C>(request: &Request, body: &mut RequestBody) -> Result<T, Failure<C>>
where
    T: DeserializeOwned,
    C: Code,
{
    if [Method::GET, Method::HEAD].contains(request.method()) {
        return query(request);
    }
    request::expect_form(content_type(request))?;
    request::form(&read(body).await?)
}

/// The query's parameters: what a catalog's own extractor `Query` calls.
///
/// # Errors
///
/// Of the kind `invalid_query`.
pub fn query<T: DeserializeOwned, C: Code>(request: &Request) -> Result<T, Failure<C>> {
    request::query(request.uri().query())
}

/// The headers as a struct, with a field for each: what a catalog's own extractor `Header` calls.
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

async fn read<C: Code>(body: &mut RequestBody) -> Result<Vec<u8>, Failure<C>> {
    let read = match body.take() {
        Ok(body) => body.into_vec().await,
        Err(error) => Err(error),
    };
    read.map_err(unread)
}

fn unread<C: Code>(error: ReadBodyError) -> Failure<C> {
    mistake::unread(error.status().as_u16()).with_source(error)
}
