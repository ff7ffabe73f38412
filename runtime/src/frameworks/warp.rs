//! warp: replies in the envelope, and the rejections of the framework in it as well.
//!
//! The filters [`json`], [`form`], [`query`] and [`header`] reject with a failure that has the code which the catalog's
//! `[http]` gives the kind of mistake, and says in its text where the mistake is; [`recover`] answers it, and all that warp
//! itself rejects.
//!
//! ```
//! use errcat::OrFail;
//! use warp::Filter;
//!
//! #[errcat::catalog("../error_codes.toml")]
//! pub enum ErrorCode {}
//!
//! #[derive(serde::Deserialize)]
//! struct Channel {
//!     name: String,
//! }
//!
//! # fn main() {
//! let routes = warp::path!("channels" / u64)
//!     .and(errcat::warp::json::<Channel, ErrorCode>())
//!     .and_then(async |id: u64, channel: Channel| {
//!         let () = (id == 1).then_some(()).or_fail(ErrorCode::InvalidChannelId)?;
//!         Ok::<_, warp::Rejection>(error_code::Success::new(()))
//!     })
//!     .recover(errcat::warp::recover::<ErrorCode>);
//! # drop(routes);
//! # }
//! ```

mod extract;

use core::convert::Infallible;
use core::error::Error;
use core::fmt;
use core::future::{Ready, ready};

use serde::Serialize;
use warp::body::BodyDeserializeError;
use warp::reject::{
    InvalidHeader, InvalidQuery, LengthRequired, MethodNotAllowed, MissingHeader, PayloadTooLarge, Reject,
    Rejection, UnsupportedMediaType,
};
use warp::reply::{Reply, Response};

pub use self::extract::{form, header, json, query};
use crate::envelope::line;
use crate::request::mistake::{self, unparsed};
use crate::{Code, Envelope, Failure, HttpKind, Success};

/// HTTP 200 and the envelope as `application/json`.
///
/// A payload that does not serialize is a failure in its place: half a body never leaves.
impl<T: Serialize + Send, C: Code> Reply for Success<T, C> {
    fn into_response(self) -> Response {
        http::Response::from(self).into_response()
    }
}

/// The failure's status, the envelope as `application/json`, and `Retry-After` where there is a time to wait.
impl<C: Code> Reply for Failure<C> {
    fn into_response(self) -> Response {
        http::Response::from(self).into_response()
    }
}

impl<T: Serialize + Send, C: Code> Reply for Envelope<T, C> {
    fn into_response(self) -> Response {
        http::Response::from(self).into_response()
    }
}

/// So that `?` rejects with it; [`recover`] answers.
impl<C: Code> From<Failure<C>> for Rejection {
    fn from(failure: Failure<C>) -> Self {
        warp::reject::custom(Refused(failure))
    }
}

/// A failure as a rejection. warp answers one that nobody recovers with what `Debug` shows, which here is the code alone.
struct Refused<C>(Failure<C>);

impl<C: Code> Reject for Refused<C> {}

impl<C: Code> fmt::Debug for Refused<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&line::of(self.0.wire_code(), 100))
    }
}

/// A rejection in the envelope: for `Filter::recover`.
///
/// Where more than one route has rejected, the first failure counts, be it the service's own or of a filter such as
/// [`json`], then what else is wrong with the request, then its method; a path that no route has comes last.
#[expect(clippy::needless_pass_by_value, reason = "what the filter calls")]
pub fn recover<C: Code>(rejection: Rejection) -> Ready<Result<Response, Infallible>> {
    ready(Ok(in_envelope::<C>(&rejection)))
}

fn in_envelope<C: Code>(rejection: &Rejection) -> Response {
    if let Some(failure) = rejection.find::<Refused<C>>().map(|Refused(failure)| failure) {
        return http::Response::from(crate::frameworks::reply::Reply::from(failure)).into_response();
    }
    let failure = of_rejection::<C>(rejection).with_source(format!("{rejection:?}"));
    failure.into_response()
}

fn of_rejection<C: Code>(rejection: &Rejection) -> Failure<C> {
    None.or_else(|| Some(body(rejection.find()?)))
        .or_else(|| rejection.find::<InvalidQuery>().map(|_| no_query()))
        .or_else(|| Some(no_header(rejection.find::<MissingHeader>()?.name(), "is missing")))
        .or_else(|| Some(no_header(rejection.find::<InvalidHeader>()?.name(), "does not parse")))
        .unwrap_or_else(|| {
            let status = status(rejection);
            Failure::of_http(HttpKind::of_status(status), status)
        })
}

/// The status that warp itself would have sent, which it keeps to itself.
fn status(rejection: &Rejection) -> u16 {
    let has = [
        (rejection.find::<PayloadTooLarge>().is_some(), 413),
        (rejection.find::<UnsupportedMediaType>().is_some(), 415),
        (rejection.find::<LengthRequired>().is_some(), 411),
        (rejection.find::<MethodNotAllowed>().is_some(), 405),
        (rejection.is_not_found(), 404),
    ];
    has.iter().find(|(is_there, _)| *is_there).map_or(500, |(_, status)| *status)
}

/// Whatever parsed the body is the cause.
fn body<C: Code>(error: &BodyDeserializeError) -> Failure<C> {
    let Some(cause) = error.source() else { return unparsed(HttpKind::InvalidData, error) };
    cause.downcast_ref().map_or_else(|| unparsed(HttpKind::InvalidData, &cause), mistake::json)
}

fn no_header<C: Code>(name: &str, what: &str) -> Failure<C> {
    mistake::of(HttpKind::MissingHeader, format!("the header `{name}` {what}"))
}

fn no_query<C: Code>() -> Failure<C> {
    mistake::of(HttpKind::InvalidQuery, "the query does not parse")
}
