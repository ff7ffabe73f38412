//! The id of a request, for actix-web.

use core::fmt;
use core::future::Future;
use core::pin::Pin;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderMap, HeaderName};
use actix_web::{Error, HttpMessage, HttpResponse, ResponseError};

use crate::frameworks::request_id::Identified;

/// Gives the request an id, in its header and among its extensions.
pub(super) fn identify(name: HeaderName, request: &mut ServiceRequest) -> Identified<HeaderMap> {
    let outer = request.extensions().get().cloned();
    let identified = Identified::new(name, request.headers_mut(), outer);
    request.extensions_mut().insert(identified.id.clone());
    identified
}

/// The reply to a request with an id.
pub(super) async fn with_id<B: MessageBody>(
    identified: Identified<HeaderMap>,
    mut reply: Pin<Box<impl Future<Output = Result<ServiceResponse<B>, Error>>>>,
) -> Result<ServiceResponse<B>, Error> {
    match identified.id.scope(reply.as_mut()).await {
        Ok(mut response) => {
            identified.mark(response.headers_mut());
            Ok(response)
        }
        Err(error) => Err(WithId { error, identified }.into()),
    }
}

/// An error of a request with an id. Whoever is outside makes the response of it, when nobody else knows the id any more.
#[derive(Debug)]
pub(super) struct WithId {
    error: Error,
    identified: Identified<HeaderMap>,
}

impl fmt::Display for WithId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.error, f)
    }
}

impl ResponseError for WithId {
    fn status_code(&self) -> StatusCode {
        self.error.as_response_error().status_code()
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = self.identified.id.sync_scope(|| self.error.error_response());
        self.identified.mark(response.headers_mut());
        response
    }
}
