//! poem: replies in the envelope, and the errors of the framework in it as well.
//!
//! Each catalog's module has the extractors `Json`, `Form`, `Query` and `Header`: what they refuse has the code that the
//! catalog's `[http]` gives the kind of mistake, and says in its text where the mistake is. The middleware [`Envelope`] answers
//! all else, outside of the routes and of every other middleware.
//!
//! ```
//! use poem::middleware::Cors;
//! use poem::{EndpointExt, Route, handler, post};
//!
//! # mod service {
//! #[errcat::catalog("../error_codes.toml")]
//! pub enum ErrorCode {}
//! # }
//! # use service::{ErrorCode, error_code};
//! use error_code::poem::Json;
//!
//! #[derive(serde::Deserialize)]
//! struct Channel {
//!     name: String,
//! }
//!
//! #[handler]
//! async fn rename(Json(channel): Json<Channel>) -> error_code::Result<()> {
//!     Ok(().into())
//! }
//!
//! # fn main() {
//! let app = Route::new()
//!     .at("/channels/1", post(rename))
//!     .with(Cors::new())
//!     .with(errcat::poem::Envelope::<ErrorCode>::new());
//! # drop(app);
//! # }
//! ```
//!
//! [`caught`] and [`panicked`] do a part of it, for poem's own `catch_all_error` and `CatchPanic`. They see errors and panics,
//! but no responses: `catch_all_error` has to stand next to the routes, inside of every middleware that makes a response of an
//! error (`Cors` does, for requests with an `Origin`, and so does `CatchPanic`), and a status that a handler returns by itself
//! gets past it.

mod catalog;
mod envelope;
mod extract;

use core::any::Any;
use core::future::{Ready, ready};

use poem::error::{
    ParseFormError, ParseJsonError, ParsePathError, ParseQueryError, ReadBodyError, ResponseError,
};
use poem::http::StatusCode;
use poem::http::header::{CONTENT_TYPE, RETRY_AFTER};
use poem::{Error, IntoResponse, Response};
use serde::Serialize;

pub use self::envelope::{Envelope, EnvelopeEndpoint};
pub use self::extract::{form, header, json, query};
use crate::frameworks::policy;
use crate::frameworks::reply::{JSON, Reply};
use crate::request::mistake::{self, unparsed};
use crate::{Code, Failure, HttpKind, Success};

/// HTTP 200 and the envelope as `application/json`.
///
/// A payload that does not serialize is a failure in its place: half a body never leaves.
impl<T: Serialize + Send, C: Code> IntoResponse for Success<T, C> {
    fn into_response(self) -> Response {
        response(Reply::from(&self))
    }
}

impl<C: Code> IntoResponse for Failure<C> {
    fn into_response(self) -> Response {
        response(Reply::from(&self))
    }
}

impl<T: Serialize + Send, C: Code> IntoResponse for crate::Envelope<T, C> {
    fn into_response(self) -> Response {
        match self {
            Self::Success(success) => success.into_response(),
            Self::Failure(failure) => failure.into_response(),
        }
    }
}

/// The failure's status, the envelope as `application/json`, and `Retry-After` where there is a time to wait.
impl<C: Code> ResponseError for Failure<C> {
    fn status(&self) -> StatusCode {
        status(self.status())
    }

    fn as_response(&self) -> Response {
        response(Reply::from(self))
    }
}

/// An error of poem's own, or of an extractor, in the envelope: for `EndpointExt::catch_all_error`, inside of `Cors` and of
/// whatever else makes a response of an error. The middleware [`Envelope`] may stand anywhere outside.
///
/// A response that somebody handed on as an error stays as it is.
pub fn caught<C: Code>(error: Error) -> Ready<Response> {
    ready(in_envelope::<C>(error))
}

fn in_envelope<C: Code>(error: Error) -> Response {
    if error.is_from_response() {
        return error.into_response();
    }
    failure::<C>(error).into_response()
}

/// The failure that an error is, with the status that it has been given, or what becomes of another.
fn failure<C: Code>(error: Error) -> Failure<C> {
    let status = error.status().as_u16();
    match error.downcast::<Failure<C>>() {
        Ok(own) if own.status() == status => own,
        Ok(own) => own.with_status(status),
        Err(error) => of_error::<C>(&error).with_source(error.to_string()),
    }
}

/// A panic in the envelope, its text in the log alone: for `CatchPanic::with_handler`.
#[expect(clippy::needless_pass_by_value, reason = "what the middleware calls")]
pub fn panicked<C: Code>(panic: Box<dyn Any + Send>) -> Response {
    policy::panicked::<C>(&*panic).into_response()
}

fn of_error<C: Code>(error: &Error) -> Failure<C> {
    let status = error.status().as_u16();
    // A failure of the server's own may have been caused by what another server sent.
    if status >= 500 {
        return Failure::of_http(HttpKind::of_status(status), status);
    }
    if let Some(ParseJsonError::Parse(error)) = error.downcast_ref() {
        return mistake::json(error);
    }
    if let Some(ParseFormError::UrlDecode(error)) = error.downcast_ref() {
        return unparsed(HttpKind::InvalidData, error);
    }
    if let Some(ParseQueryError(error)) = error.downcast_ref() {
        return unparsed(HttpKind::InvalidQuery, error);
    }
    if let Some(ReadBodyError::Utf8(error)) = error.downcast_ref() {
        return unparsed(HttpKind::BadRequest, error);
    }
    if error.is::<ParsePathError>() {
        return mistake::of(HttpKind::InvalidPath, "the path does not parse");
    }
    Failure::of_http(HttpKind::of_status(status), status)
}

fn status(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn response(reply: Reply) -> Response {
    let response = Response::builder().status(status(reply.status)).header(CONTENT_TYPE, JSON);
    match reply.retry_after {
        Some(seconds) => response.header(RETRY_AFTER, seconds).body(reply.body),
        None => response.body(reply.body),
    }
}
