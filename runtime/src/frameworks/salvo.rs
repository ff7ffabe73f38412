//! salvo: replies in the envelope, and whatever else it would answer with a page of its own.
//!
//! [`json`], [`form`], [`query`] and [`header`] read a request: what they refuse has the code that the catalog's `[http]`
//! gives the kind of mistake, and says in its text where the mistake is. [`catcher`] answers for salvo's own extractors too,
//! which know less of it.
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
//! Salvo hands a panic to the catcher where its middleware `CatchPanic` is the service's first; without it the connection
//! ends.

mod extract;

use core::marker::PhantomData;

use salvo_core::catcher::Catcher;
use salvo_core::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use salvo_core::http::{ParseError, ResBody, StatusCode};
use salvo_core::{Depot, FlowCtrl, Handler, Request, Response, Scribe, async_trait};
use serde::Serialize;

pub use self::extract::{form, header, json, query};
use crate::frameworks::policy::OF_THE_BODY;
use crate::frameworks::reply::{JSON, Reply};
use crate::request::mistake::{self, unparsed};
use crate::{Code, Envelope, Failure, HttpKind, Success};

/// The envelope as `application/json`, with the status that the handler has set, or HTTP 200.
///
/// A payload that does not serialize is a failure in its place: half a body never leaves.
impl<T: Serialize, C: Code> Scribe for Success<T, C> {
    fn render(self, response: &mut Response) {
        match Reply::of(&self) {
            Ok(reply) => write(reply, response),
            Err(failure) => failure.render(response),
        }
    }
}

/// The failure's status, the envelope as `application/json`, and `Retry-After` where there is a time to wait.
impl<C: Code> Scribe for Failure<C> {
    fn render(self, response: &mut Response) {
        let reply = Reply::from(&self);
        response.status_code(status(reply.status));
        write(reply, response);
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

/// What is wrong with the request, so that `?` fails with it where a handler reads the request itself.
impl<C: Code> From<ParseError> for Failure<C> {
    fn from(error: ParseError) -> Self {
        of_request(&error).with_source(error)
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
    async fn handle(&self, _: &mut Request, _: &mut Depot, response: &mut Response, _: &mut FlowCtrl) {
        // A hoop of the catcher may have answered.
        if response.body.is_none() || response.body.is_error() {
            let failure = of_response::<C>(response);
            for name in OF_THE_BODY {
                response.headers_mut().remove(name);
            }
            failure.render(response);
        }
    }
}

fn of_response<C: Code>(response: &mut Response) -> Failure<C> {
    let status = response.status_code.unwrap_or(StatusCode::NOT_FOUND).as_u16();
    let of_status = || Failure::of_http(HttpKind::of_status(status), status);
    let ResBody::Error(error) = response.take_body() else { return of_status() };
    let parse_error = error.cause.as_deref().and_then(|cause| cause.downcast_ref());
    // A server's own failure may have been caused by what another server sent.
    let parse_error = parse_error.filter(|_| matches!(status, 400 | 413));
    parse_error.map_or_else(of_status, of_request).with_source(error)
}

fn of_request<C: Code>(error: &ParseError) -> Failure<C> {
    match error {
        ParseError::SerdeJson(error) => mistake::json(error),
        ParseError::Deserialize(error) => unparsed(HttpKind::BadRequest, error),
        ParseError::Utf8(error) => unparsed(HttpKind::BadRequest, error),
        ParseError::PayloadTooLarge => mistake::unread(413),
        ParseError::InvalidContentType | ParseError::NotMultipart | ParseError::NotFormData => {
            mistake::of(HttpKind::UnsupportedMediaType, "the body is of another content type")
        }
        ParseError::Other(error) => of_parameter(&error.to_string()),
        _ => Failure::of_http(HttpKind::BadRequest, 400),
    }
}

/// What a `PathParam`, `QueryParam` or `HeaderParam` says is a text, and nothing else.
fn of_parameter<C: Code>(text: &str) -> Failure<C> {
    if text.starts_with("path parameter") {
        mistake::of(HttpKind::InvalidPath, "the path does not parse")
    } else if text.starts_with("query parameter") {
        mistake::of(HttpKind::InvalidQuery, "the query does not parse")
    } else if text.starts_with("header parameter") {
        mistake::of(HttpKind::MissingHeader, "a header is missing, or does not parse")
    } else {
        Failure::of_http(HttpKind::BadRequest, 400)
    }
}

fn status(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// In place of what the body was. A time to wait that somebody has set already, such as a limit, is the one that counts.
fn write(reply: Reply, response: &mut Response) {
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
    if let Some(seconds) = reply.retry_after {
        response.headers_mut().entry(RETRY_AFTER).or_insert(HeaderValue::from(seconds));
    }
    response.body(reply.body);
}
