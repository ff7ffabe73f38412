//! For poem: replies as responses, extractors whose errors are failures, and a middleware for everything else.
//!
//! Each catalog's module has the extractors `Json`, `Form`, `Query` and `Header`: the text of an error says where the
//! mistake is. [`EnvelopeLayer`] answers everything else.
//!
//! ```
//! use errcat::poem::EnvelopeLayer;
//! use poem::{EndpointExt, Route, handler, middleware::Cors, post};
//! # mod service {
//! #[errcat::catalog("../error_codes.toml")]
//! pub enum ErrorCode {}
//! # }
//! # use service::{ErrorCode, error_code};
//! use error_code::poem::Json;
//!
//! #[handler]
//! async fn rename(Json(name): Json<String>) -> error_code::Result<()> {
//!     Ok(().into())
//! }
//!
//! let app = Route::new().at("/channels/1", post(rename)).with(EnvelopeLayer::<ErrorCode>::new()).with(Cors::new());
//! ```
//!
//! Put the layer outside of everything that it answers for. A middleware inside of it may make a response of an error, as
//! `Cors` does for requests with an `Origin`; poem keeps nothing of the error, so that failure is sent in the envelope,
//! whatever the client prefers. A panic leaves the middleware inside without their headers.
//!
//! [`catch_error`] and [`catch_panic`] do a part of it, for poem's `catch_all_error` and `CatchPanic`. They see neither
//! responses nor requests: they answer in the envelope, and `catch_all_error` has to be inside of every middleware that
//! makes a response of an error.

mod envelope;
mod response;

use core::any::Any;
use core::future::{Ready, ready};

use poem::error::ResponseError;
use poem::http::{Response as HttpResponse, StatusCode};
use poem::{Error, IntoResponse, Response};

pub use self::envelope::EnvelopeEndpoint;
use self::response::{into_failure, response};
use super::http::response::{responses, status_code};
pub use super::layer::EnvelopeLayer;
use super::policy::failure_of_panic;
use super::reply::Reply;
use crate::{Code, Failure};

responses! { IntoResponse, [+ Send], Response, response }

/// The failure's status and headers, the envelope with its content type, and `Retry-After` where there is a time to wait.
impl<C: Code> ResponseError for Failure<C> {
    fn status(&self) -> StatusCode {
        status_code(self.status())
    }

    fn as_response(&self) -> Response {
        response(HttpResponse::from(Reply::from(self)))
    }
}

/// An error of poem's own, or of an extractor, in the envelope: for `EndpointExt::catch_all_error`. A response that somebody
/// handed on as an error stays.
pub fn catch_error<C: Code>(error: Error) -> Ready<Response> {
    let is_response = error.is_from_response();
    ready(if is_response { error.into_response() } else { into_failure::<C>(error).into_response() })
}

/// A panic in the envelope, its text in the log alone: for `CatchPanic::with_handler`.
#[expect(clippy::needless_pass_by_value, reason = "what the middleware calls")]
pub fn catch_panic<C: Code>(panic: Box<dyn Any + Send>) -> Response {
    failure_of_panic::<C>(&*panic).into_response()
}
