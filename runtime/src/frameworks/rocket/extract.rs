//! What a request of rocket's holds, or the failure that says what is wrong with it.

use rocket::Request;
use rocket::data::{ByteUnit, Data, Limits};
use serde::de::DeserializeOwned;

use crate::request::{self, mistake};
use crate::{Code, Failure};

/// The body as JSON: what a catalog's own guard `Json` calls.
///
/// The longest is the limit `json` of rocket's configuration, 1 MiB where it has none.
///
/// # Errors
///
/// Of the kind `unsupported_media_type` where the content type is another, `invalid_json` where the body is no JSON,
/// `invalid_data` where it is not of `T`'s shape, `payload_too_large` above the limit, and `bad_request` where it breaks off.
pub async fn json<T: DeserializeOwned, C: Code>(
    request: &Request<'_>,
    data: Data<'_>,
) -> Result<T, Failure<C>> {
    request::expect_json(content_type(request))?;
    request::json(&whole(data, request.limits().get("json").unwrap_or(Limits::JSON)).await?)
}

/// The body as a form: what a catalog's own guard `Form` calls.
///
/// The longest is the limit `form` of rocket's configuration, 32 KiB where it has none.
///
/// # Errors
///
/// As [`json`], without `invalid_json`.
pub async fn form<T: DeserializeOwned, C: Code>(
    request: &Request<'_>,
    data: Data<'_>,
) -> Result<T, Failure<C>> {
    request::expect_form(content_type(request))?;
    request::form(&whole(data, request.limits().get("form").unwrap_or(Limits::FORM)).await?)
}

/// The query's parameters: what a catalog's own guard `Query` calls.
///
/// # Errors
///
/// Of the kind `invalid_query`.
pub fn query<T: DeserializeOwned, C: Code>(request: &Request<'_>) -> Result<T, Failure<C>> {
    request::query(request.uri().query().map(|query| query.as_str()))
}

/// The headers as a struct, with a field for each: what a catalog's own guard `Header` calls.
///
/// A field's name is the header's, with `-` for `_`; lines of one name are joined by a comma. Numbers, booleans, newtypes
/// and enums of unit variants are read from text; a field that is an `Option` may be missing.
///
/// # Errors
///
/// Of the kind `missing_header`.
pub fn header<T: DeserializeOwned, C: Code>(request: &Request<'_>) -> Result<T, Failure<C>> {
    request::header(|name| request.headers().get(name).map(str::as_bytes))
}

fn content_type<'r>(request: &'r Request<'_>) -> Option<&'r [u8]> {
    request.headers().get_one("content-type").map(str::as_bytes)
}

async fn whole<C: Code>(data: Data<'_>, limit: ByteUnit) -> Result<Vec<u8>, Failure<C>> {
    let body = data.open(limit).into_bytes().await;
    let body = body.map_err(|error| mistake::unread(400).with_source(error))?;
    if body.is_complete() { Ok(body.into_inner()) } else { Err(mistake::unread(413)) }
}
