//! The envelope types as axum responses.

use std::sync::Arc;

use ::axum::body::Body;
use ::axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use ::axum::http::{HeaderValue, StatusCode};
use ::axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::{Code, Envelope, Failure, HttpKind, Success};

/// HTTP 200 and the envelope as `application/json`.
///
/// A payload that does not serialize is a failure in its place: half a body never leaves.
impl<T: Serialize, C: Code> IntoResponse for Success<T, C> {
    fn into_response(self) -> Response {
        match self.to_json() {
            Ok(body) => json(StatusCode::OK, body),
            Err(error) => Failure::<C>::of_http(HttpKind::Internal, 500).with_source(error).into_response(),
        }
    }
}

/// The failure that a response is of, among its extensions: for the layer, which knows whether the client would rather have
/// a problem document. Other catalogs have no second format, and do without.
pub(super) struct Sent<C>(pub(super) Arc<Failure<C>>);

impl<C> Clone for Sent<C> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

/// The status of the code's row, the envelope as `application/json`, and `Retry-After` where there is a time to wait.
impl<C: Code> IntoResponse for Failure<C> {
    fn into_response(self) -> Response {
        #[cfg(feature = "tracing")]
        self.record();
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = json(status, self.to_json());
        if let Some(seconds) = self.retry_after_seconds() {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if C::LAYOUT.problem_json {
            response.extensions_mut().insert(Sent(Arc::new(self)));
        }
        response
    }
}

impl<T: Serialize, C: Code> IntoResponse for Envelope<T, C> {
    fn into_response(self) -> Response {
        self.into_result().into_response()
    }
}

fn json(status: StatusCode, body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
