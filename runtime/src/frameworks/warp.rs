//! For warp: replies, filters whose rejections are failures, and a filter for what warp rejects by itself.
//!
//! The text of a failure of [`json`], [`form`], [`query`] and [`header`] says where the mistake is. [`recover`] answers it,
//! and all that warp itself rejects. [`negotiate`] does so with problem documents for clients that prefer them.
//!
//! ```
//! use warp::Filter;
//!
//! #[errcat::catalog("../error_codes.toml")]
//! pub enum ErrorCode {}
//!
//! # fn main() {
//! let routes = warp::path!("channels" / u64)
//!     .and(errcat::warp::json::<String, ErrorCode>())
//!     .map(|id, name| error_code::Success::new(()))
//!     .recover(errcat::warp::recover::<ErrorCode>);
//! # }
//! ```

use core::convert::Infallible;
use core::error::Error;
use core::fmt;
use core::future::{Ready, ready};
use std::sync::Arc;

use http::HeaderMap;
use serde::de::DeserializeOwned;
use warp::Filter;
use warp::body::BodyDeserializeError;
use warp::cors::CorsForbidden;
use warp::reject::{
    InvalidHeader, InvalidQuery, LengthRequired, MethodNotAllowed, MissingCookie, MissingHeader,
    PayloadTooLarge, Reject, Rejection, UnsupportedMediaType,
};
use warp::reply::{Reply, Response};

use super::http::response::{self, responses};
use super::policy::{Wanted, failure_of_status};
use crate::envelope::line;
use crate::request;
use crate::request::mistake::{self, unparsed};
use crate::{Code, Failure, HttpKind};

responses! { Reply, [+ Send], Response, Reply::into_response }

/// So that `?` rejects with it; [`recover`] answers.
impl<C: Code> From<Failure<C>> for Rejection {
    fn from(failure: Failure<C>) -> Self {
        warp::reject::custom(Refused(Arc::new(failure)))
    }
}

/// A failure as a rejection. warp answers one that nobody recovers with what `Debug` shows, which here is the code alone.
struct Refused<C>(Arc<Failure<C>>);

impl<C: Code> Reject for Refused<C> {}

impl<C: Code> fmt::Debug for Refused<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&line::bounded(self.0.wire_code(), 100))
    }
}

/// A rejection in the envelope: for `Filter::recover`.
///
/// Where more than one route has rejected, the first failure counts, be it the service's own or of a filter such as [`json`].
/// If there is none, warp's own rule decides: the largest status counts, but 405 and 404 come last. So a rejection that is neither
/// errcat's nor warp's is a 500.
#[expect(clippy::needless_pass_by_value, reason = "what the filter calls")]
pub fn recover<C: Code>(rejection: Rejection) -> Ready<Result<Response, Infallible>> {
    ready(Ok(answer::<C>(&rejection)))
}

/// The routes, with their rejections in the envelope as by [`recover`], and each failure as a problem document for a client
/// that prefers one: `errcat::warp::negotiate::<ErrorCode>(routes)`. It is for catalogs with `[envelope] problem_json = true`.
pub fn negotiate<C: Code>(
    routes: impl Filter<Extract = (impl Reply,), Error = Rejection> + Clone + Send + Sync,
) -> impl Filter<Extract = (Response,), Error = Infallible> + Clone + Send + Sync {
    let routes = routes.map(Reply::into_response).recover(recover::<C>).unify();
    warp::header::headers_cloned().and(routes).map(|headers: HeaderMap, reply: Response| {
        let wanted = Wanted::by::<C>(&headers);
        let (mut head, body) = reply.into_parts();
        let other =
            response::negotiate::<C>(head.status, &mut head.headers, &mut head.extensions, None, wanted);
        Response::from_parts(head, other.map_or(body, Into::into))
    })
}

fn answer<C: Code>(rejection: &Rejection) -> Response {
    if let Some(Refused(failure)) = rejection.find::<Refused<C>>() {
        return response::from_failure(Arc::clone(failure)).into_response();
    }
    failure_of_rejection::<C>(rejection).with_source(format!("{rejection:?}")).into_response()
}

fn failure_of_rejection<C: Code>(rejection: &Rejection) -> Failure<C> {
    let status = status(rejection);
    let mistake = None
        .or_else(|| Some(wrong_body(rejection.find()?)))
        .or_else(|| rejection.find::<InvalidQuery>().map(|_| mistake::wrong_query()))
        .or_else(|| Some(wrong_header(rejection.find::<MissingHeader>()?.name(), "is missing")))
        .or_else(|| Some(wrong_header(rejection.find::<InvalidHeader>()?.name(), "does not parse")));
    mistake.filter(|_| status == 400).unwrap_or_else(|| failure_of_status(status))
}

/// The status that warp itself would have sent.
///
/// warp tells nobody this status, and has no list of what a rejection contains. But the `Debug` text has a line for each.
fn status(rejection: &Rejection) -> u16 {
    if rejection.is_not_found() {
        return 404;
    }
    let text = format!("{rejection:#?}");
    let indent = if text.lines().nth(1) == Some("    [") { 8 } else { 4 };
    let is_end = |line: &str| matches!(line.trim_end_matches(','), "}" | ")" | "]");
    let entries = text.lines().filter_map(|line| line.split_at_checked(indent));
    let entries =
        entries.filter(|(space, entry)| space.trim().is_empty() && !entry.starts_with(' ') && !is_end(entry));
    entries
        .map(|(_, entry)| status_of(rejection, entry))
        .max_by_key(|status| (*status != 405, *status))
        .unwrap_or(500)
}

/// The status that warp sends for the rejection with this `Debug` text. Whatever is not warp's is the server's mistake.
fn status_of(rejection: &Rejection, entry: &str) -> u16 {
    // A type of the user can have the name of one of warp's. Of the types that cannot be named here, only the text is known.
    macro_rules! status_of {
        ($name:expr, $($type:ident = $status:literal)*) => {
            match $name {
                $(stringify!($type) if rejection.find::<$type>().is_some() => $status,)*
                "BodyReadError" | "MissingConnectionUpgrade" => 400,
                "FilePermissionError" => 403,
                _ => 500,
            }
        };
    }
    let end = entry.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(entry.len());
    status_of! {
        &entry[..end],
        BodyDeserializeError = 400
        CorsForbidden = 403
        InvalidHeader = 400
        InvalidQuery = 400
        LengthRequired = 411
        MethodNotAllowed = 405
        MissingCookie = 400
        MissingHeader = 400
        PayloadTooLarge = 413
        UnsupportedMediaType = 415
    }
}

/// Whatever parsed the body is the cause.
fn wrong_body<C: Code>(error: &BodyDeserializeError) -> Failure<C> {
    let Some(cause) = error.source() else { return unparsed(HttpKind::InvalidData, error) };
    cause.downcast_ref().map_or_else(|| unparsed(HttpKind::InvalidData, &cause), mistake::json)
}

fn wrong_header<C: Code>(name: &str, what: &str) -> Failure<C> {
    mistake::described(HttpKind::MissingHeader, format!("the header `{name}` {what}"))
}

/// Reads the body as JSON.
///
/// It rejects with the failures of [`errcat::http::json`](crate::http::json), and with one of the kind `bad_request` if
/// the body is incomplete.
pub fn json<T: DeserializeOwned + Send, C: Code>() -> impl Filter<Extract = (T,), Error = Rejection> + Copy {
    body(|headers| request::expect_json::<C>(headers), |body| request::read_json(body))
}

/// Reads the body as a form, whatever the method.
///
/// It rejects with the failures of [`json`], except `invalid_json`.
pub fn form<T: DeserializeOwned + Send, C: Code>() -> impl Filter<Extract = (T,), Error = Rejection> + Copy {
    body(|headers| request::expect_form::<C>(headers), |body| request::read_form(body))
}

/// Reads the parameters of the query, as [`errcat::http::query`](crate::http::query) does.
pub fn query<T: DeserializeOwned + Send, C: Code>() -> impl Filter<Extract = (T,), Error = Rejection> + Copy {
    let text = warp::query::raw().or(warp::any().map(String::new)).unify();
    text.and_then(|text: String| reject(request::read_query::<T, C>(Some(&text))))
}

/// Reads the headers as a struct, as [`errcat::http::header`](crate::http::header) does.
pub fn header<T: DeserializeOwned + Send, C: Code>() -> impl Filter<Extract = (T,), Error = Rejection> + Copy
{
    warp::header::headers_cloned()
        .and_then(|headers: HeaderMap| reject(request::read_headers::<T, C>(&headers)))
}

/// A body, read once its content type is the right one.
fn body<T: Send, C: Code>(
    expect: fn(&HeaderMap) -> Result<(), Failure<C>>,
    read: fn(&[u8]) -> Result<T, Failure<C>>,
) -> impl Filter<Extract = (T,), Error = Rejection> + Copy {
    let is_right = warp::header::headers_cloned().and_then(move |headers| reject(expect(&headers)));
    let bytes = warp::body::bytes().or_else(|rejection: Rejection| ready(Err(unread::<C>(rejection))));
    is_right.untuple_one().and(bytes).and_then(move |body| reject(read(AsRef::as_ref(&body))))
}

/// A body that breaks off, which warp shows in a text alone. Any other rejection is the server's mistake, and stays.
fn unread<C: Code>(rejection: Rejection) -> Rejection {
    let text = format!("{rejection:?}");
    if text.contains("BodyReadError") {
        mistake::unread::<C>(400).with_source(text).into()
    } else {
        rejection
    }
}

fn reject<T, C: Code>(read: Result<T, Failure<C>>) -> Ready<Result<T, Rejection>> {
    ready(read.map_err(Rejection::from))
}
