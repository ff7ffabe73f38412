//! What a request of actix-web's holds, or the failure that says what is wrong with it.

use core::future::Future;

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::Method;
use actix_web::http::header::{CONTENT_TYPE, HeaderValue};
use actix_web::web::Bytes;
use actix_web::{Error, FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use super::config::payload;
use crate::request::{self, mistake};
use crate::{Code, Failure};

/// The body as JSON: what a catalog's own extractor `Json` calls.
///
/// # Errors
///
/// Of the kind `unsupported_media_type` where the content type is another, `invalid_json` where the body is no JSON,
/// `invalid_data` where it is not of `T`'s shape, `payload_too_large` above the limit of actix-web's `PayloadConfig`, and
/// `bad_request` where it breaks off.
pub fn json<T, C>(
    request: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = Result<T, Failure<C>>> + use<T, C>
where
    T: DeserializeOwned,
    C: Code,
{
    let body = request::expect_json(content_type(request)).map(|()| Bytes::from_request(request, payload));
    async { request::json(&body?.await.map_err(|error| unread(&error))?) }
}

/// The body as a form, the query of `GET` and `HEAD`: what a catalog's own extractor `Form` calls.
///
/// # Errors
///
/// As [`json`], without `invalid_json`; the query's mistakes are of the kind `invalid_query`.
pub fn form<T, C>(
    request: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = Result<T, Failure<C>>> + use<T, C>
where
    T: DeserializeOwned,
    C: Code,
{
    let read = if [Method::GET, Method::HEAD].contains(request.method()) {
        Err(query(request))
    } else {
        Ok(request::expect_form(content_type(request)).map(|()| Bytes::from_request(request, payload)))
    };
    async {
        match read {
            Ok(body) => request::form(&body?.await.map_err(|error| unread(&error))?),
            Err(form) => form,
        }
    }
}

/// The query's parameters: what a catalog's own extractor `Query` calls.
///
/// # Errors
///
/// Of the kind `invalid_query`.
pub fn query<T: DeserializeOwned, C: Code>(request: &HttpRequest) -> Result<T, Failure<C>> {
    request::query(Some(request.query_string()))
}

/// The headers as a struct, with a field for each: what a catalog's own extractor `Header` calls.
///
/// A field's name is the header's, with `-` for `_`; lines of one name are joined by a comma. Numbers, booleans, newtypes
/// and enums of unit variants are read from text; a field that is an `Option` may be missing.
///
/// # Errors
///
/// Of the kind `missing_header`.
pub fn header<T: DeserializeOwned, C: Code>(request: &HttpRequest) -> Result<T, Failure<C>> {
    request::header(|name| request.headers().get_all(name).map(HeaderValue::as_bytes))
}

fn content_type(request: &HttpRequest) -> Option<&[u8]> {
    request.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes)
}

fn unread<C: Code>(error: &Error) -> Failure<C> {
    let failure = error.as_error::<PayloadError>().map(payload);
    let failure = failure.unwrap_or_else(|| mistake::unread(400));
    failure.with_source(error.to_string())
}
