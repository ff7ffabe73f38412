//! The types of the `http` crate, whole in memory: for hyper, `lambda_http` and whatever else uses them.
//!
//! `Success`, `Failure` and `Envelope` become an `http::Response<Vec<u8>>`. The text of a failure of [`json`], [`form`],
//! [`query`] and [`header`] says where the mistake is.
//!
//! ```
//! use http::{Request, Response};
//!
//! #[errcat::catalog("../error_codes.toml")]
//! pub enum ErrorCode {}
//!
//! fn rename(request: &Request<Vec<u8>>) -> error_code::Result<()> {
//!     let name = errcat::http::json::<String, ErrorCode>(request)?;
//!     Ok(().into())
//! }
//!
//! # fn main() -> http::Result<()> {
//! let request = Request::post("/channels/1").header("content-type", "application/json");
//! let request = request.body(b"5".to_vec())?;
//! let response: Response<Vec<u8>> = errcat::http::respond(request.headers(), rename(&request));
//! assert_eq!(response.status(), 422);
//! # Ok(())
//! # }
//! ```

#[allow(unused_macros, unused_imports, reason = "each framework on these types needs some of it")]
pub(crate) mod response;

use core::future::Future;
use core::pin::pin;

use http::{HeaderMap, HeaderName, Request, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::policy;
use super::reply::Reply;
use super::request_id::{self, Identified};
use crate::request::{self, View};
use crate::{Code, Envelope, Failure, Success};

/// Reads the body as JSON. A byte order mark before it is skipped.
///
/// # Errors
///
/// Returns a failure of one of these kinds:
///
/// - `unsupported_media_type`, if the content type is not JSON,
/// - `invalid_json`, if the body is not JSON,
/// - `invalid_data`, if `T` does not accept the JSON.
pub fn json<'de, T: Deserialize<'de>, C: Code>(
    request: &'de Request<impl AsRef<[u8]>>,
) -> Result<T, Failure<C>> {
    request::expect_json(request.headers())?;
    request::read_json(request.body().as_ref())
}

/// Reads the body as a form. A request with `GET` or `HEAD` has its form in the query.
///
/// A key that is there more than once fills a `Vec`: see [`query`].
///
/// # Errors
///
/// Returns the failures of [`json`], except `invalid_json`. If `T` does not accept the query, the failure is of the kind
/// `invalid_query`.
pub fn form<'de, T: Deserialize<'de>, C: Code>(
    request: &'de Request<impl AsRef<[u8]>>,
) -> Result<T, Failure<C>> {
    if View::http(request.method(), request.uri(), request.headers()).has_form_in_query() {
        return query(request);
    }
    request::expect_form(request.headers())?;
    request::read_form(request.body().as_ref())
}

/// Reads the parameters of the query. A request without a query has no parameters.
///
/// A field that is a list, such as a `Vec`, gets all values of its key, in their order. A field of another type accepts one
/// value. If the key may be missing, the field needs `#[serde(default)]` or an `Option`.
///
/// ```
/// use http::Request;
///
/// #[errcat::catalog("../error_codes.toml")]
/// enum ErrorCode {}
///
/// #[derive(serde::Deserialize)]
/// struct Search {
///     #[serde(default)]
///     tag: Vec<String>,
///     page: Option<u32>,
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let request = Request::get("/channels?tag=indoor&page=2&tag=garden").body(())?;
/// let search: Search = errcat::http::query::<_, ErrorCode>(&request)?;
/// assert_eq!((search.tag, search.page), (vec!["indoor".to_owned(), "garden".to_owned()], Some(2)));
///
/// let request = Request::get("/channels?page=2&page=3").body(())?;
/// let failure = errcat::http::query::<Search, ErrorCode>(&request).err().unwrap();
/// assert_eq!(failure.description(), "page: expected one value, found 2");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Returns a failure of the kind `invalid_query` if `T` does not accept the query.
pub fn query<'de, T: Deserialize<'de>, C: Code>(request: &'de Request<impl Sized>) -> Result<T, Failure<C>> {
    request::read_query(request.uri().query())
}

/// Reads the headers as a struct. The field `x_api_key` gets the header `x-api-key`.
///
/// Lines with the same name are joined by a comma. Numbers, booleans, newtypes and enums of unit variants are parsed from
/// the text. The header of a field that is an `Option` may be missing.
///
/// # Errors
///
/// Returns a failure of the kind `missing_header` if a header is missing, or if its field does not accept it.
pub fn header<T: DeserializeOwned, C: Code>(request: &Request<impl Sized>) -> Result<T, Failure<C>> {
    request::read_headers(request.headers())
}

/// The reply to a request with these headers.
///
/// Where the catalog has `[envelope] problem_json = true`, a client that prefers `application/problem+json` gets a failure as
/// a problem document (RFC 9457), and each failure says `Vary: Accept`. Anything else is as by `Response::from`.
///
/// The error may be of a type of your own that has codes of the catalog: `error_code::Result<T, RenameError>`.
pub fn respond<T: Serialize, C: Code>(
    headers: &HeaderMap,
    reply: Result<Success<T, C>, impl Into<Failure<C>>>,
) -> Response<Vec<u8>> {
    let reply = reply.map_err(Into::into).and_then(|success| Reply::of_success(&success));
    reply.unwrap_or_else(|failure| Reply::negotiated(&failure, policy::format::<C>(headers))).into()
}

/// Calls a service with a request that has an id, and gives the reply the same id. Use it around a service of hyper or of
/// `lambda_http`.
///
/// The id is the value of the request's header with this name, such as `x-request-id`, if that is 1 to 128 visible ASCII
/// characters. If the request has no such header, or more than one, or one with any other value, the id is new: 128 random
/// bits as 32 hexadecimal digits. If the request already has a [`RequestId`](crate::RequestId) among its extensions, this is
/// the id.
///
/// The service gets a request with the id in this header and among the extensions. A body or an event that is made while the
/// service is called or its future is polled has the id: a body, if its template has the slot `{request_id}`. What becomes
/// JSON in another task or thread does not have it, unless it is in a [`scope`](crate::RequestId::scope) of the id. If the
/// service returns a response, the id is in its header with this name, in the place of what was there.
///
/// ```
/// use std::convert::Infallible;
///
/// use errcat::http::{respond, with_request_id};
/// use http::{Request, Response};
///
/// #[errcat::catalog("../error_codes.toml")]
/// pub enum ErrorCode {}
///
/// async fn answer(request: Request<()>) -> Result<Response<Vec<u8>>, Infallible> {
///     let reply: error_code::Result<()> = Err(ErrorCode::WrongPassword.into());
///     Ok(respond(request.headers(), reply))
/// }
///
/// // With hyper: `service_fn(|request| with_request_id("x-request-id", request, answer))`
/// # async fn serve() -> Result<(), Box<dyn std::error::Error>> {
/// let request = Request::get("/").header("x-request-id", "5f2e").body(())?;
/// let response = with_request_id("x-request-id", request, answer).await?;
/// assert_eq!(response.headers()["x-request-id"], "5f2e");
/// # Ok(())
/// # }
/// # fn main() {
/// #     use std::{future::Future, pin::pin, task};
/// #     let mut context = task::Context::from_waker(task::Waker::noop());
/// #     assert!(matches!(pin!(serve()).poll(&mut context), task::Poll::Ready(Ok(()))));
/// # }
/// ```
///
/// # Errors
///
/// Returns the error of the service.
///
/// # Panics
///
/// Panics if the name is not a header's, or if others write this header, such as `content-type`.
pub async fn with_request_id<Q, B, E, F>(
    header: &'static str,
    mut request: Request<Q>,
    service: impl FnOnce(Request<Q>) -> F,
) -> Result<Response<B>, E>
where
    F: Future<Output = Result<Response<B>, E>>,
{
    request_id::check_header(header);
    let name = if request_id::is_lower_case(header) {
        HeaderName::from_static(header)
    } else {
        HeaderName::from_bytes(header.as_bytes()).expect("the name of a header")
    };
    let identified = Identified::of_request(name, &mut request);
    // A future that is moved into another is in memory twice.
    let reply = pin!(identified.id.sync_scope(|| service(request)));
    let mut response = identified.id.scope(reply).await?;
    identified.mark(response.headers_mut());
    Ok(response)
}

/// The status of the success, and the envelope with its content type.
///
/// A payload that does not serialize is a failure in its place: half a body never leaves.
impl<T: Serialize, C: Code> From<Success<T, C>> for Response<Vec<u8>> {
    fn from(success: Success<T, C>) -> Self {
        Reply::of_success(&success).map_or_else(Self::from, Self::from)
    }
}

/// The failure's status and headers, the envelope with its content type, and `Retry-After` where there is a time to wait.
///
/// ```
/// use errcat::Failure;
/// # #[errcat::catalog("../error_codes.toml", module = false)]
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
        response::from_failure(failure)
    }
}

impl<T: Serialize, C: Code> From<Envelope<T, C>> for Response<Vec<u8>> {
    fn from(envelope: Envelope<T, C>) -> Self {
        envelope.into_result().map_or_else(Self::from, Self::from)
    }
}
