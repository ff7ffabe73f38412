//! The types of the `http` crate, whole in memory: for hyper, `lambda_http` and whatever else speaks them.
//!
//! `Success`, `Failure` and `Envelope` become an `http::Response<Vec<u8>>`. [`json`], [`form`], [`query`] and [`header`] read
//! a request: what they refuse has the code that the catalog's `[http]` gives the kind of mistake, and says in its text
//! where the mistake is.
//!
//! ```
//! use http::{Request, Response};
//!
//! #[errcat::catalog("../error_codes.toml")]
//! pub enum ErrorCode {}
//!
//! #[derive(serde::Deserialize)]
//! struct Channel {
//!     name: String,
//! }
//!
//! fn rename(request: &Request<Vec<u8>>) -> error_code::Result<()> {
//!     let channel = errcat::http::json::<Channel, ErrorCode>(request)?;
//!     println!("the channel is now {}", channel.name);
//!     Ok(().into())
//! }
//!
//! fn answer(request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
//!     errcat::http::respond(request.headers(), rename(request))
//! }
//!
//! # fn main() -> http::Result<()> {
//! let request = Request::post("/channels/1").header("content-type", "application/json");
//! let response = answer(&request.body(br#"{"name":5}"#.to_vec())?);
//! assert_eq!(response.status(), 422);
//! let failure = error_code::Failure::from_json(response.body()).expect("an envelope");
//! assert_eq!(failure.description(), "name: invalid type: integer `5`, expected a string at line 1 column 9");
//! # Ok(())
//! # }
//! ```

use http::header::{ACCEPT, CONTENT_TYPE, RETRY_AFTER, VARY};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::frameworks::reply::{JSON, Reply};
use crate::request;
use crate::{Code, Envelope, Failure, Format, Success};

/// The body as JSON.
///
/// # Errors
///
/// Of the kind `unsupported_media_type` where the content type is another, `invalid_json` where the body is no JSON, and
/// `invalid_data` where it is not of `T`'s shape.
pub fn json<'de, T: Deserialize<'de>, C: Code>(
    request: &'de Request<impl AsRef<[u8]>>,
) -> Result<T, Failure<C>> {
    request::expect_json(content_type(request.headers()))?;
    request::json(request.body().as_ref())
}

/// The body as a form, the query of `GET` and `HEAD`.
///
/// # Errors
///
/// As [`json`], without `invalid_json`; the query's mistakes are of the kind `invalid_query`.
pub fn form<'de, T: Deserialize<'de>, C: Code>(
    request: &'de Request<impl AsRef<[u8]>>,
) -> Result<T, Failure<C>> {
    if [Method::GET, Method::HEAD].contains(request.method()) {
        return query(request);
    }
    request::expect_form(content_type(request.headers()))?;
    request::form(request.body().as_ref())
}

/// The query's parameters.
///
/// # Errors
///
/// Of the kind `invalid_query`.
pub fn query<'de, T: Deserialize<'de>, C: Code>(request: &'de Request<impl Sized>) -> Result<T, Failure<C>> {
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
pub fn header<T: DeserializeOwned, C: Code>(headers: &HeaderMap) -> Result<T, Failure<C>> {
    request::header(|name| headers.get_all(name).into_iter().map(HeaderValue::as_bytes))
}

pub(crate) fn content_type(headers: &HeaderMap) -> Option<&[u8]> {
    headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes)
}

/// The reply to a request with these headers.
///
/// Where the catalog has `[envelope] problem_json = true`, a client that prefers `application/problem+json` gets a failure as
/// a problem document (RFC 9457), and each failure says `Vary: Accept`. Anything else is as by `Response::from`.
pub fn respond<T: Serialize, C: Code>(headers: &HeaderMap, reply: crate::Result<T, C>) -> Response<Vec<u8>> {
    match reply.and_then(|success| Reply::of(&success)) {
        Ok(reply) => reply.into(),
        Err(failure) if C::LAYOUT.problem_json => in_format(headers, &failure),
        Err(failure) => failure.into(),
    }
}

fn in_format<C: Code>(headers: &HeaderMap, failure: &Failure<C>) -> Response<Vec<u8>> {
    let accept = headers.get_all(ACCEPT).into_iter().map(HeaderValue::as_bytes);
    let format = Format::accepted::<C>(accept);
    let mut response = Response::from(Reply::in_format(failure, format));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(format.content_type()));
    response.headers_mut().insert(VARY, HeaderValue::from_static("Accept"));
    response
}

/// HTTP 200 and the envelope as `application/json`.
///
/// A payload that does not serialize is a failure in its place: half a body never leaves.
impl<T: Serialize, C: Code> From<Success<T, C>> for Response<Vec<u8>> {
    fn from(success: Success<T, C>) -> Self {
        Reply::from(&success).into()
    }
}

/// The failure's status, the envelope as `application/json`, and `Retry-After` where there is a time to wait.
///
/// ```
/// use errcat::Failure;
/// # #[errcat::catalog("../error_codes.toml")]
/// # enum ErrorCode {}
///
/// # fn main() {
/// let response: http::Response<Vec<u8>> = Failure::new(ErrorCode::RequestTooFast).into();
/// assert_eq!(response.status(), 429);
/// assert_eq!(response.headers()["retry-after"], "60");
/// # }
/// ```
impl<C: Code> From<Failure<C>> for Response<Vec<u8>> {
    fn from(failure: Failure<C>) -> Self {
        Reply::from(&failure).into()
    }
}

impl<T: Serialize, C: Code> From<Envelope<T, C>> for Response<Vec<u8>> {
    fn from(envelope: Envelope<T, C>) -> Self {
        match envelope {
            Envelope::Success(success) => success.into(),
            Envelope::Failure(failure) => failure.into(),
        }
    }
}

impl From<Reply> for Response<Vec<u8>> {
    fn from(reply: Reply) -> Self {
        let mut response = Self::new(reply.body);
        *response.status_mut() =
            StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
        if let Some(seconds) = reply.retry_after {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
