//! The envelope types as actix-web's responses.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse, Responder, ResponseError};
use serde::Serialize;

use crate::frameworks::reply::{JSON, Reply};
use crate::{Code, Envelope, Failure, Success};

/// That a response is in the envelope: among its extensions, so that nobody has to read the body.
pub(super) struct Enveloped;

/// HTTP 200 and the envelope as `application/json`.
///
/// A payload that does not serialize is a failure in its place: half a body never leaves.
impl<T: Serialize, C: Code> Responder for Success<T, C> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        Reply::of(&self).map_or_else(HttpResponse::from_error, response)
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

/// The failure's status, the envelope as `application/json`, and `Retry-After` where there is a time to wait.
impl<C: Code> ResponseError for Failure<C> {
    fn status_code(&self) -> StatusCode {
        status(self.status())
    }

    fn error_response(&self) -> HttpResponse {
        response(Reply::from(self))
    }
}

fn status(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn response(reply: Reply) -> HttpResponse {
    let mut response = HttpResponse::with_body(status(reply.status), BoxBody::new(reply.body));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
    if let Some(seconds) = reply.retry_after {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response.extensions_mut().insert(Enveloped);
    response
}
