//! For salvo: replies as responses, readers of requests, and a catcher for what salvo answers by itself.
//!
//! A failure of [`json`], [`form`], [`query`] and [`header`] has the code that the catalog's `[http]` gives the kind of
//! mistake, and its text says where the mistake is. [`catcher`] answers for salvo's own extractors as well, whose texts do
//! not.
//!
//! ```
//! use errcat::OrFail;
//! # use salvo_core as salvo;
//! use salvo::prelude::*;
//!
//! #[errcat::catalog("../error_codes.toml")]
//! pub enum ErrorCode {}
//!
//! #[derive(serde::Deserialize)]
//! struct Channel {
//!     name: String,
//! }
//!
//! #[handler]
//! async fn rename(request: &mut Request) -> error_code::Result<()> {
//!     let id = request.param::<u64>("id").or_fail(ErrorCode::InvalidChannelId)?;
//!     let channel = errcat::salvo::json::<Channel, ErrorCode>(request).await?;
//!     println!("channel {id} is now {}", channel.name);
//!     Ok(().into())
//! }
//!
//! # fn main() {
//! let service = Service::new(Router::with_path("channels/{id}").put(rename))
//!     .catcher(errcat::salvo::catcher::<ErrorCode>());
//! # drop(service);
//! # }
//! ```
//!
//! Salvo gives a panic to the catcher if its middleware `CatchPanic` is the service's first hoop. Without it the connection
//! ends.
//!
//! A handler's failure is written where nobody sees the request, and salvo has no catcher called for it. If the catalog has
//! `[envelope] problem_json = true`, add the hoop [`EnvelopeLayer`], so that clients who prefer them get problem documents:
//! `Service::new(router).hoop(EnvelopeLayer::<ErrorCode>::new()).catcher(…)`. Without it, these failures leave in the
//! envelope.

mod extract;

use core::marker::PhantomData;

use salvo_core::catcher::Catcher;
use salvo_core::http::{HeaderMap, ParseError, ResBody, StatusCode};
use salvo_core::{Depot, FlowCtrl, Handler, Request, Response, Scribe, async_trait};
use serde::Serialize;

pub use self::extract::{form, header, json, query};
use super::http::response::{keep, negotiate, status_code};
use super::http::view;
pub use super::layer::EnvelopeLayer;
use super::policy::{Wanted, failure_of_status, replace};
use super::reply::Reply;
use crate::request::View;
use crate::request::mistake::{self, unparsed};
use crate::{Code, Envelope, Failure, HttpKind, Success};

/// The envelope as `application/json`, with the status that the handler has set, or HTTP 200.
///
/// A payload that does not serialize is a failure in its place: half a body never leaves.
impl<T: Serialize, C: Code> Scribe for Success<T, C> {
    fn render(self, response: &mut Response) {
        match Reply::of_success(&self) {
            Ok(reply) => write(reply, response),
            Err(failure) => failure.render(response),
        }
    }
}

/// The failure's status, the envelope as `application/json`, and `Retry-After` where there is a time to wait.
impl<C: Code> Scribe for Failure<C> {
    fn render(self, response: &mut Response) {
        let reply = Reply::from(&self);
        response.status_code(status_code(reply.status));
        write(reply, response);
        keep(self, &mut response.extensions);
    }
}

impl<T: Serialize, C: Code> Scribe for Envelope<T, C> {
    fn render(self, response: &mut Response) {
        match self {
            Self::Success(success) => success.render(response),
            Self::Failure(failure) => failure.render(response),
        }
    }
}

/// Writes a reply in the place of what the body was.
fn write(reply: Reply, response: &mut Response) {
    reply.set_headers(&mut response.headers);
    response.body(reply.body);
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
            let failure = failure_of_response::<C>(response);
            let (status, body) = replace(&mut response.headers, &failure, wanted::<C>(request));
            response.status_code(status_code(status));
            response.body(body);
        }
    }
}

/// As a hoop, the layer answers with problem documents where clients prefer them, and leaves all else to the [`catcher`].
#[async_trait]
impl<C: Code> Handler for EnvelopeLayer<C> {
    async fn handle(
        &self,
        request: &mut Request,
        depot: &mut Depot,
        response: &mut Response,
        control: &mut FlowCtrl,
    ) {
        let wanted = wanted::<C>(request);
        control.call_next(request, depot, response).await;
        let status = response.status_code.unwrap_or_default();
        let body = negotiate::<C>(status, &mut response.headers, &mut response.extensions, wanted);
        if let Some(body) = body {
            response.body(body);
        }
    }
}

/// Salvo itself cuts off the body of a reply to `HEAD`.
fn wanted<C: Code>(request: &Request) -> Wanted {
    Wanted { is_head: false, ..Wanted::by::<C>(&view_of(request)) }
}

fn view_of(request: &Request) -> View<'_, HeaderMap> {
    view(request.method(), request.uri(), request.headers())
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
        mistake::described(HttpKind::InvalidPath, "the path does not parse")
    } else if text.starts_with("query parameter") {
        mistake::described(HttpKind::InvalidQuery, "the query does not parse")
    } else if text.starts_with("header parameter") {
        mistake::described(HttpKind::MissingHeader, "a header is missing, or does not parse")
    } else {
        Failure::from_http(HttpKind::BadRequest, 400)
    }
}
