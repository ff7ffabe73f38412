//! The middleware: whatever leaves with a failing status leaves in the envelope.

use core::fmt;
use core::future::{Future, Ready, ready};
use core::marker::PhantomData;
use core::pin::Pin;
use std::panic::{AssertUnwindSafe, catch_unwind};

use actix_web::body::{BodySize, EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready};
use actix_web::error::InternalError;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use actix_web::{Error, HttpResponse, ResponseError};

use super::config::of_error;
use super::format::{Formatted, error_in_format, in_format, preferred};
use super::response::Enveloped;
use crate::frameworks::policy::{OF_THE_BODY, panicked, unwound};
use crate::request::media_type::is_json;
use crate::{Code, Failure, Format, HttpKind};

/// The most of a body, in bytes, that is kept for the log.
const LOGGED: usize = 1024;

/// Turns what the handlers do not answer into the envelope: paths and methods that no route has, errors of foreign
/// extractors and middleware, panics.
///
/// A reply that is in the envelope already stays as it is, and so do streams, redirects, other JSON, and whatever has no
/// failing status. Where the catalog has `[envelope] problem_json = true`, a client that prefers `application/problem+json`
/// gets the problem document of each failure of it, and all of them say `Vary: Accept`. The headers of what is replaced are kept (`Allow`, `Retry-After`, `WWW-Authenticate`), but for those
/// that are about its body. Its text is for the log alone.
///
/// `wrap` it after the middleware whose errors it is to catch, and before `Compress`, which makes a stream of every body.
pub struct Envelope<C> {
    catalog: PhantomData<fn() -> C>,
}

impl<C: Code> Envelope<C> {
    /// The middleware, for `App::wrap`.
    pub fn new() -> Self {
        Self { catalog: PhantomData }
    }
}

impl<C: Code> Default for Envelope<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> Clone for Envelope<C> {
    fn clone(&self) -> Self {
        Self { catalog: PhantomData }
    }
}

impl<C> fmt::Debug for Envelope<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Envelope")
    }
}

impl<S, B, C> Transform<S, ServiceRequest> for Envelope<C>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    S::Future: 'static,
    B: MessageBody + 'static,
    C: Code,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = EnvelopeService<S, C>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        ready(Ok(EnvelopeService { service, catalog: PhantomData }))
    }
}

/// What [`Envelope`] makes of the service that it wraps.
pub struct EnvelopeService<S, C> {
    service: S,
    catalog: PhantomData<fn() -> C>,
}

impl<S: fmt::Debug, C> fmt::Debug for EnvelopeService<S, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("EnvelopeService").field(&self.service).finish()
    }
}

impl<S, B, C> Service<ServiceRequest> for EnvelopeService<S, C>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    S::Future: 'static,
    B: MessageBody + 'static,
    C: Code,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Error>>>>;

    forward_ready!(service);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let format = preferred::<C>(request.headers());
        let reply = catch_unwind(AssertUnwindSafe(|| self.service.call(request)));
        Box::pin(async move {
            let reply = match reply {
                Ok(reply) => unwound(reply).await,
                Err(panic) => Err(panic),
            };
            match reply {
                Ok(Ok(reply)) => Ok(reply_in_envelope::<B, C>(reply, format)),
                Ok(Err(error)) => Err(error_in_format::<C>(error_in_envelope::<C>(error), format)),
                // The request went down with its handler; an error is answered without one.
                Err(panic) => Err(error_in_format::<C>(panicked::<C>(&*panic).into(), format)),
            }
        })
    }
}

fn reply_in_envelope<B: MessageBody + 'static, C: Code>(
    reply: ServiceResponse<B>,
    format: Format,
) -> ServiceResponse<EitherBody<B>> {
    let (request, response) = reply.into_parts();
    ServiceResponse::new(request, in_format::<B, C>(in_envelope::<B, C>(response), format))
}

fn in_envelope<B: MessageBody + 'static, C: Code>(response: HttpResponse<B>) -> HttpResponse<EitherBody<B>> {
    if stays(&response) {
        return response.map_into_left_body();
    }
    let status = response.status().as_u16();
    let known = response.error().map(|error| failure::<C>(status, error));
    let (head, body) = response.into_parts();
    let said = match body.try_into_bytes() {
        Ok(said) => said,
        Err(stream) => return head.set_body(stream).map_into_left_body(),
    };
    let failure = known.unwrap_or_else(|| of_status(status, &said));
    HttpResponse::from_error(Replaced::new(failure, head.headers())).map_into_right_body()
}

/// Whoever is outside makes the response of an error, maybe more than once; so what it is replaced by is an error too.
fn error_in_envelope<C: Code>(error: Error) -> Error {
    // Each response that is made of a failure is an event, and this one would not leave.
    if failure_of::<C>(&error).is_some() || error.as_error::<Formatted<C>>().is_some() {
        return error;
    }
    let response = error.error_response();
    if stays(&response) || matches!(response.body().size(), BodySize::Stream) {
        // Some errors have but one response to give.
        return InternalError::from_response(error, response).into();
    }
    let failure = failure::<C>(response.status().as_u16(), &error);
    Replaced::new(failure, response.headers()).into()
}

/// The failure of this catalog that an error is.
pub(super) fn failure_of<C: Code>(error: &Error) -> Option<&Failure<C>> {
    error.as_error().or_else(|| Some(&error.as_error::<Replaced<C>>()?.failure))
}

/// Whether a reply is no failure, or one that the head alone says to be in the envelope, or for programs to read.
fn stays<B>(response: &HttpResponse<B>) -> bool {
    response.status().as_u16() < 400
        || response.extensions().contains::<Enveloped>()
        || response.headers().get(CONTENT_TYPE).is_some_and(|value| is_json(value.as_bytes()))
}

fn failure<C: Code>(status: u16, error: &Error) -> Failure<C> {
    // A failure of the server's own may have been caused by what another server sent.
    let of_request = of_error(error).filter(|_| status < 500);
    of_request.unwrap_or_else(|| of_status(status, error.to_string().as_bytes()))
}

/// What a reply of this status becomes, with the beginning of what it said for the log.
fn of_status<C: Code>(status: u16, said: &[u8]) -> Failure<C> {
    let failure = Failure::of_http(HttpKind::of_status(status), status);
    let said = String::from_utf8_lossy(&said[..said.len().min(LOGGED)]);
    if said.is_empty() { failure } else { failure.with_source(said.into_owned()) }
}

/// A failure in the place of a reply, with what is kept of that reply's headers.
struct Replaced<C> {
    failure: Failure<C>,
    headers: HeaderMap,
}

impl<C: Code> Replaced<C> {
    fn new(failure: Failure<C>, headers: &HeaderMap) -> Self {
        let kept = headers.iter().filter(|(name, _)| !OF_THE_BODY.contains(&name.as_str()));
        Self { failure, headers: kept.map(|(name, value)| (name.clone(), value.clone())).collect() }
    }
}

impl<C: Code> fmt::Debug for Replaced<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.failure.fmt(f)
    }
}

impl<C: Code> fmt::Display for Replaced<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.failure.fmt(f)
    }
}

impl<C: Code> ResponseError for Replaced<C> {
    fn status_code(&self) -> StatusCode {
        self.failure.status_code()
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = self.failure.error_response();
        // What a limit has said of this request counts for more than the row.
        if self.headers.contains_key(RETRY_AFTER) {
            response.headers_mut().remove(RETRY_AFTER);
        }
        for (name, value) in &self.headers {
            response.headers_mut().append(name.clone(), value.clone());
        }
        response
    }
}
