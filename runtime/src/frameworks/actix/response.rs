//! The envelope types as actix-web's responses.

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderMap;
use actix_web::{HttpRequest, HttpResponse, Responder, ResponseError};
use serde::Serialize;

use crate::frameworks::policy::{HeadersMut, Written};
use crate::frameworks::reply::Reply;
use crate::{Code, Envelope, Failure, Success};

/// The status of the success, and the envelope with its content type.
///
/// A payload that does not serialize is a failure in its place: half a body never leaves.
impl<T: Serialize, C: Code> Responder for Success<T, C> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        Reply::of_success(&self).map_or_else(HttpResponse::from_error, response)
    }
}

/// The response keeps the failure as its error, as that of a handler's `Err` does.
impl<C: Code> Responder for Failure<C> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::from_error(self)
    }
}

impl<T: Serialize, C: Code> Responder for Envelope<T, C> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        match self {
            Self::Success(success) => success.respond_to(request),
            Self::Failure(failure) => failure.respond_to(request),
        }
    }
}

/// The failure's status and headers, the envelope with its content type, and `Retry-After` where there is a time to wait.
impl<C: Code> ResponseError for Failure<C> {
    fn status_code(&self) -> StatusCode {
        status_code(self.status())
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = response(Reply::from(self));
        if C::BODIES.problem_json
            && let Some(length) = length(response.body())
        {
            response.extensions_mut().insert(Written(length));
        }
        response
    }
}

/// The failure of an error that only lends itself, among the extensions of its response: the middleware finds it there.
pub(super) struct Kept<C>(pub(super) Failure<C>);

/// The response of a failure which is not the error that actix-web has. It keeps the failure, in a catalog that has a second
/// format.
pub(crate) fn kept<C: Code>(failure: Failure<C>) -> HttpResponse {
    let mut response = failure.error_response();
    if C::BODIES.problem_json {
        response.extensions_mut().insert(Kept(failure));
    }
    response
}

/// The length of a body in bytes, if it is known.
pub(super) fn length(body: &impl MessageBody) -> Option<u64> {
    match body.size() {
        BodySize::Sized(length) => Some(length),
        BodySize::None | BodySize::Stream => None,
    }
}

fn status_code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn response(reply: Reply) -> HttpResponse {
    let status = reply.status;
    let (lines, body) = reply.into_parts();
    let mut headers = HeaderMap::new();
    for header in lines {
        HeadersMut::append(&mut headers, header);
    }
    with_headers(status, headers, body)
}

pub(super) fn with_headers(status: u16, headers: HeaderMap, body: Vec<u8>) -> HttpResponse {
    let mut response = HttpResponse::with_body(status_code(status), BoxBody::new(body));
    *response.headers_mut() = headers;
    response
}
