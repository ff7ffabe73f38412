//! For salvo: replies as responses, readers of requests, and a catcher for what salvo answers by itself.
//!
//! The text of a failure of [`json`], [`form`], [`query`] and [`header`] says where the mistake is. [`catcher`] answers for
//! salvo's own extractors as well.
//!
//! ```
//! # use salvo_core as salvo;
//! use salvo::prelude::*;
//!
//! #[errcat::catalog("../error_codes.toml")]
//! pub enum ErrorCode {}
//!
//! #[handler]
//! async fn rename(request: &mut Request) -> error_code::Result<()> {
//!     let name = errcat::salvo::json::<String, ErrorCode>(request).await?;
//!     Ok(().into())
//! }
//!
//! # fn main() {
//! let service = Service::new(Router::with_path("channels/{id}").put(rename))
//!     .catcher(errcat::salvo::catcher::<ErrorCode>());
//! # }
//! ```
//!
//! Panics reach the catcher if salvo's middleware `CatchPanic` is the first hoop. A handler's failure does not: it is written
//! where nobody sees the request. So in a catalog with `[envelope] problem_json = true`, add the hoop [`EnvelopeLayer`],
//! which makes problem documents of these failures for clients that prefer them. A catalog with `http_status = 200` needs this
//! hoop too.

use core::marker::PhantomData;
use core::pin::pin;

use salvo_core::catcher::Catcher;
use salvo_core::http::header::{CONTENT_LENGTH, CONTENT_TYPE, VARY};
use salvo_core::http::{HeaderMap, HeaderName, HeaderValue, ParseError, ResBody, StatusCode};
use salvo_core::{Depot, FlowCtrl, Handler, Request, Response, Scribe, async_trait};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::http::response::{keep, negotiate, status_code};
pub use super::layer::EnvelopeLayer;
use super::policy::{Wanted, Written, failure_of_status, remove_body_headers, replace, set_headers, waiting};
use super::reply::Reply;
use super::request_id::Identified;
use crate::request::mistake::{self, unparsed};
use crate::request::{self, Source, View};
use crate::{Code, Envelope, Failure, HttpKind, RequestId, Success};

/// The envelope with its content type. A status of the success other than 200 replaces the handler's.
///
/// A payload that does not serialize is a failure in its place: half a body never leaves.
impl<T: Serialize, C: Code> Scribe for Success<T, C> {
    fn render(self, response: &mut Response) {
        match Reply::of_success(&self) {
            Ok(reply) => {
                if reply.status != 200 {
                    response.status_code(status_code(reply.status));
                }
                response.headers.remove(CONTENT_LENGTH);
                write(reply, response);
            }
            Err(failure) => failure.render(response),
        }
    }
}

/// The failure's status and headers, the envelope with its content type, and `Retry-After` where there is a time to wait.
/// Headers of the response that are about another body are removed.
///
/// In a catalog with `[envelope] http_status = 200`, the response has the failure's own status until the hoop
/// [`EnvelopeLayer`] sends it with 200. salvo skips the remaining handlers only because of a failing status.
impl<C: Code> Scribe for Failure<C> {
    fn render(self, response: &mut Response) {
        response.status_code(status_code(self.status()));
        remove_body_headers(&mut response.headers);
        let written = write(Reply::from(&self), response);
        if C::BODIES.always_ok {
            response.extensions.insert(SentWithOk::<C>(status_code(self.status()), written, PhantomData));
        }
        keep(self, written, &mut response.extensions);
    }
}

/// The mark of a response with this status, which becomes 200.
#[derive(Clone)]
struct SentWithOk<C>(StatusCode, Written, PhantomData<fn() -> C>);

impl<T: Serialize, C: Code> Scribe for Envelope<T, C> {
    fn render(self, response: &mut Response) {
        match self {
            Self::Success(success) => success.render(response),
            Self::Failure(failure) => failure.render(response),
        }
    }
}

/// The headers that a failure has added to a response. If another reply takes its place, they are removed.
#[derive(Clone)]
struct Added(Vec<(HeaderName, HeaderValue)>);

impl Added {
    /// The lines that were not there before, apart from those that every reply has.
    fn since(before: &HeaderMap, headers: &HeaderMap) -> Self {
        let is_new = |(name, value): &(&HeaderName, &HeaderValue)| {
            ![CONTENT_TYPE, VARY].contains(name) && before.get_all(*name).iter().all(|other| other != value)
        };
        Self(headers.iter().filter(is_new).map(|(name, value)| (name.clone(), value.clone())).collect())
    }

    fn remove(self, headers: &mut HeaderMap) {
        for (name, value) in self.0 {
            let others: Vec<_> =
                headers.get_all(&name).iter().filter(|other| **other != value).cloned().collect();
            headers.remove(&name);
            for other in others {
                headers.append(&name, other);
            }
        }
    }
}

/// Writes a reply in the place of what the body was.
fn write(reply: Reply, response: &mut Response) -> Written {
    if let Some(added) = response.extensions.remove::<Added>() {
        added.remove(&mut response.headers);
    }
    let before = reply.has_own_headers().then(|| response.headers.clone());
    let (lines, body) = reply.into_parts();
    let written = Written(body.len() as u64);
    set_headers(&mut response.headers, lines);
    if let Some(before) = before {
        response.extensions.insert(Added::since(&before, &response.headers));
    }
    response.body(body);
    written
}

/// Reads the body as JSON.
///
/// # Errors
///
/// Returns the failures of [`errcat::http::json`](crate::http::json). It also returns `payload_too_large` if the body
/// exceeds salvo's limit, and `bad_request` if the body is incomplete.
pub async fn json<T: DeserializeOwned, C: Code>(request: &mut Request) -> Result<T, Failure<C>> {
    body(request::json, request).await
}

/// Reads the body as a form, as [`errcat::http::form`](crate::http::form) does.
///
/// # Errors
///
/// Returns the failures of [`json`], except `invalid_json`. If `T` does not accept the query, the failure is of the kind
/// `invalid_query`.
pub async fn form<T: DeserializeOwned, C: Code>(request: &mut Request) -> Result<T, Failure<C>> {
    body(request::form, request).await
}

/// Reads the parameters of the query, as [`errcat::http::query`](crate::http::query) does.
pub fn query<T: DeserializeOwned, C: Code>(request: &Request) -> Result<T, Failure<C>> {
    request::read_query(request.uri().query())
}

/// Reads the headers as a struct, as [`errcat::http::header`](crate::http::header) does.
pub fn header<T: DeserializeOwned, C: Code>(request: &Request) -> Result<T, Failure<C>> {
    request::read_headers(request.headers())
}

async fn body<T, C: Code>(
    find: fn(&View<'_, HeaderMap>) -> Source<T, C>,
    request: &mut Request,
) -> Result<T, Failure<C>> {
    let read = match find(&View::http(request.method(), request.uri(), request.headers())) {
        Source::Continue(read) => read,
        Source::Break(value) => return value,
    };
    read(request.payload().await?)
}

/// What is wrong with the request, so that `?` fails with it where a handler reads the request itself.
impl<C: Code> From<ParseError> for Failure<C> {
    fn from(error: ParseError) -> Self {
        failure_of_request(&error).with_source(error)
    }
}

/// Whatever leaves with a failing status and nothing of a handler's in its body, in the envelope: for `Service::catcher`.
///
/// These are paths and methods that no route has, extractors that fail, salvo's errors, and the panics that `CatchPanic`
/// has caught.
pub fn catcher<C: Code>() -> Catcher {
    Catcher::new(Goal::<C>(PhantomData))
}

struct Goal<C>(PhantomData<fn() -> C>);

#[async_trait]
impl<C: Code> Handler for Goal<C> {
    async fn handle(&self, request: &mut Request, _: &mut Depot, response: &mut Response, _: &mut FlowCtrl) {
        // A hoop of the catcher may have answered.
        if response.body.is_none() || response.body.is_error() {
            let failure = waiting(failure_of_response::<C>(response), &response.headers);
            let wanted = Wanted::by::<C>(request.headers());
            let mut replace = || replace(&mut response.headers, &failure, wanted);
            // Among the extensions, if a layer has put it there.
            let (status, body) = match request.extensions().get::<RequestId>() {
                Some(id) => id.sync_scope(replace),
                None => replace(),
            };
            response.status_code(status_code(status));
            response.body(body);
        }
    }
}

/// As a hoop, the layer answers with problem documents where clients prefer them, gives requests their ids, sends the status 200
/// where the catalog says so, and leaves all else to the [`catcher`].
#[async_trait]
impl<C: Code> Handler for EnvelopeLayer<C> {
    async fn handle(
        &self,
        request: &mut Request,
        depot: &mut Depot,
        response: &mut Response,
        control: &mut FlowCtrl,
    ) {
        let Some(header) = self.request_id else {
            return answer::<C>(request, depot, response, control).await;
        };
        let outer = request.extensions().get().cloned();
        let identified = Identified::new(HeaderName::from_static(header), request.headers_mut(), outer);
        request.extensions_mut().insert(identified.id.clone());
        identified.id.scope(pin!(answer::<C>(request, depot, response, control))).await;
        identified.mark(&mut response.headers);
    }
}

async fn answer<C: Code>(
    request: &mut Request,
    depot: &mut Depot,
    response: &mut Response,
    control: &mut FlowCtrl,
) {
    let wanted = Wanted::by::<C>(request.headers());
    control.call_next(request, depot, response).await;
    let mark = response.extensions.remove::<SentWithOk<C>>();
    // An error of salvo has no body yet.
    let length = if response.body.is_error() { Some(0) } else { response.body.size() };
    // Another hoop may have replaced the failure.
    let is_sent = |SentWithOk(status, written, _): SentWithOk<C>| {
        response.status_code == Some(status) && written.is_there(&response.headers, length)
    };
    if mark.is_some_and(is_sent) {
        response.status_code(StatusCode::OK);
    }
    let status = response.status_code.unwrap_or_default();
    let body = negotiate::<C>(status, &mut response.headers, &mut response.extensions, length, wanted);
    if let Some(body) = body {
        response.body(body);
    }
}

fn failure_of_response<C: Code>(response: &mut Response) -> Failure<C> {
    let status = response.status_code.unwrap_or(StatusCode::NOT_FOUND).as_u16();
    let ResBody::Error(error) = response.take_body() else { return failure_of_status(status) };
    let parse_error = error.cause.as_deref().and_then(|cause| cause.downcast_ref());
    // A server's own failure may have been caused by what another server sent.
    let parse_error = parse_error.filter(|_| matches!(status, 400 | 413));
    parse_error.map_or_else(|| failure_of_status(status), failure_of_request).with_source(error)
}

fn failure_of_request<C: Code>(error: &ParseError) -> Failure<C> {
    match error {
        ParseError::SerdeJson(error) => mistake::json(error),
        ParseError::Deserialize(error) => unparsed(HttpKind::BadRequest, error),
        ParseError::Utf8(error) => unparsed(HttpKind::BadRequest, error),
        ParseError::PayloadTooLarge => mistake::unread(413),
        ParseError::InvalidContentType | ParseError::NotMultipart | ParseError::NotFormData => {
            mistake::described(HttpKind::UnsupportedMediaType, "the body is of another content type")
        }
        ParseError::Other(error) => failure_of_parameter(&error.to_string()),
        _ => Failure::from_http(HttpKind::BadRequest, 400),
    }
}

/// What a `PathParam`, `QueryParam` or `HeaderParam` says is a text, and nothing else.
fn failure_of_parameter<C: Code>(text: &str) -> Failure<C> {
    if text.starts_with("path parameter") {
        mistake::wrong_path()
    } else if text.starts_with("query parameter") {
        mistake::wrong_query()
    } else if text.starts_with("header parameter") {
        mistake::described(HttpKind::MissingHeader, "a header is missing, or does not parse")
    } else {
        Failure::from_http(HttpKind::BadRequest, 400)
    }
}
