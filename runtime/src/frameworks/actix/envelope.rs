//! The layer as actix-web's middleware.

use core::fmt;
use core::future::{Future, Ready, ready};
use core::marker::PhantomData;
use core::pin::Pin;
use std::panic::{AssertUnwindSafe, catch_unwind};

use actix_web::body::{BodySize, BoxBody, EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready};
use actix_web::error::InternalError;
use actix_web::http::header::{HeaderMap, HeaderName};
use actix_web::http::{ConnectionType, StatusCode};
use actix_web::{Error, HttpResponse, ResponseError};

use super::config::failure_of_extractor;
use super::request_id::{WithId, identify, with_id};
use super::response::{Kept, length, with_headers};
use crate::frameworks::layer::EnvelopeLayer;
use crate::frameworks::policy::{
    Wanted, Written, catch_panic, failure_instead_of, failure_of_panic, negotiate, replace, stays, waiting,
};
use crate::frameworks::request_id::during;
use crate::{Code, Failure};

impl<S, B, C> Transform<S, ServiceRequest> for EnvelopeLayer<C>
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
        let request_id = self.request_id.map(HeaderName::from_static);
        ready(Ok(EnvelopeService { service, request_id, catalog: PhantomData }))
    }
}

/// The service that [`EnvelopeLayer`] makes of another.
#[derive(Debug)]
pub struct EnvelopeService<S, C> {
    service: S,
    /// The header with the id of a request.
    request_id: Option<HeaderName>,
    catalog: PhantomData<fn() -> C>,
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

    fn call(&self, mut request: ServiceRequest) -> Self::Future {
        let wanted = Wanted::by::<C>(request.headers());
        let identified = self.request_id.clone().map(|name| identify(name, &mut request));
        let call = || catch_unwind(AssertUnwindSafe(|| self.service.call(request)));
        let reply = during(identified.as_ref(), call);
        let reply = Box::pin(async move {
            let reply = match reply {
                Ok(reply) => catch_panic(|| reply).await,
                Err(panic) => Err(panic),
            };
            match reply {
                Ok(Ok(reply)) => {
                    let (request, response) = reply.into_parts();
                    Ok(ServiceResponse::new(request, finish::<C, B>(response, wanted)))
                }
                Ok(Err(error)) => Err(finish_error::<C>(error, wanted)),
                // The request is gone with its handler. An error needs none.
                Err(panic) => Err(own_error::<C>(failure_of_panic::<C>(&*panic).into(), wanted)),
            }
        });
        match identified {
            Some(identified) => Box::pin(with_id(identified, reply)),
            None => reply,
        }
    }
}

/// What leaves in the place of a response.
fn finish<C: Code, B: MessageBody + 'static>(
    response: HttpResponse<B>,
    wanted: Wanted,
) -> HttpResponse<EitherBody<B>> {
    let status = response.status().as_u16();
    if stays(status, response.headers()) {
        return in_format::<C, B>(response.map_into_left_body(), wanted);
    }
    let known = response.error().map(|error| failure_of_error::<C>(status, error));
    let (mut head, body) = response.into_parts();
    let text = match body.try_into_bytes() {
        Ok(text) => text,
        Err(stream) => return head.set_body(stream).map_into_left_body(),
    };
    let failure = waiting(known.unwrap_or_else(|| failure_instead_of(status, &text)), head.headers());
    let answer = Answer::<C>::error(failure, Some(head.headers().clone()), wanted);
    let mut response = HttpResponse::from_error(answer);
    if head.head().connection_type() == ConnectionType::Close {
        response.head_mut().set_connection_type(ConnectionType::Close);
    }
    let mut extensions = core::mem::take(&mut *head.extensions_mut());
    // They are about the body that is replaced.
    extensions.remove::<Kept<C>>();
    extensions.remove::<Written>();
    *response.extensions_mut() = extensions;
    response.map_into_right_body()
}

/// A failure of a handler, in the format that the client wants. actix-web keeps it as the response's error, and the response
/// keeps that of an error with a code.
fn in_format<C: Code, B: MessageBody + 'static>(
    mut response: HttpResponse<EitherBody<B>>,
    wanted: Wanted,
) -> HttpResponse<EitherBody<B>> {
    if !C::BODIES.problem_json {
        return response;
    }
    // A layer around this one sees it, too.
    let written = response.extensions().get::<Written>().copied();
    let length = length(response.body());
    if written.is_some_and(|written| !written.is_there(response.headers(), length)) {
        return response;
    }
    let mut headers = core::mem::take(response.headers_mut());
    let kept = response.extensions_mut().remove::<Kept<C>>();
    let failure = kept.as_ref().map(|Kept(failure)| failure);
    let failure = failure.or_else(|| response.error()?.as_error::<Failure<C>>());
    let body =
        failure.and_then(|failure| negotiate(&mut headers, failure, response.status().as_u16(), wanted));
    *response.headers_mut() = headers;
    match body {
        Some(body) => response.set_body(EitherBody::right(BoxBody::new(body))),
        None => response,
    }
}

/// A failure of the catalog as an error, in the format that the client wants.
fn own_error<C: Code>(failure: Error, wanted: Wanted) -> Error {
    if C::BODIES.problem_json { Answer::<C>::error(failure, None, wanted) } else { failure }
}

/// What leaves in the place of an error. It is an error too: whoever is outside makes the response, maybe more than once.
fn finish_error<C: Code>(error: Error, wanted: Wanted) -> Error {
    // A response that is made of a failure is an event, and one that is made here would not leave.
    if error.as_error::<Answer<C>>().is_some() || error.as_error::<WithId>().is_some() {
        return error;
    }
    if error.as_error::<Failure<C>>().is_some() {
        return own_error::<C>(error, wanted);
    }
    let response = error.error_response();
    let status = response.status().as_u16();
    if stays(status, response.headers()) || matches!(response.body().size(), BodySize::Stream) {
        let response = in_format::<C, BoxBody>(response.map_into_left_body(), wanted);
        // Some errors have but one response to give.
        return InternalError::from_response(error, response.map_into_boxed_body()).into();
    }
    let failure = waiting(failure_of_error::<C>(status, &error), response.headers());
    Answer::<C>::error(failure, Some(response.headers().clone()), wanted)
}

fn failure_of_error<C: Code>(status: u16, error: &Error) -> Failure<C> {
    // A failure of the server's own may have been caused by what another server sent.
    let of_request = failure_of_extractor(error).filter(|_| status < 500);
    of_request.unwrap_or_else(|| failure_instead_of(status, error.to_string().as_bytes()))
}

/// A failure, with the headers of the response in whose place it is, if there is one.
struct Answer<C> {
    failure: Error,
    kept: Option<HeaderMap>,
    wanted: Wanted,
    catalog: PhantomData<fn() -> C>,
}

impl<C: Code> Answer<C> {
    fn error(failure: impl Into<Error>, kept: Option<HeaderMap>, wanted: Wanted) -> Error {
        Self { failure: failure.into(), kept, wanted, catalog: PhantomData }.into()
    }
}

impl<C> fmt::Debug for Answer<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.failure, f)
    }
}

impl<C> fmt::Display for Answer<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.failure, f)
    }
}

impl<C: Code> ResponseError for Answer<C> {
    fn status_code(&self) -> StatusCode {
        self.failure.as_response_error().status_code()
    }

    fn error_response(&self) -> HttpResponse {
        let Some(failure) = self.failure.as_error::<Failure<C>>() else {
            return self.failure.error_response();
        };
        if let Some(mut headers) = self.kept.clone() {
            let (status, body) = replace(&mut headers, failure, self.wanted);
            return with_headers(status, headers, body);
        }
        // A middleware inside may have added headers to this response.
        let mut response = self.failure.error_response();
        let mut headers = core::mem::take(response.headers_mut());
        let body = negotiate(&mut headers, failure, response.status().as_u16(), self.wanted);
        *response.headers_mut() = headers;
        match body {
            Some(body) => response.set_body(BoxBody::new(body)),
            None => response,
        }
    }
}
