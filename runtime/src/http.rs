//! The envelope types as responses of the `http` crate, whole in memory: for hyper, `lambda_http` and whatever else speaks
//! its types.

use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderValue, Response, StatusCode};
use serde::Serialize;

use crate::reply::{JSON, Reply};
use crate::{Code, Envelope, Failure, Success};

/// HTTP 200 and the envelope as `application/json`.
///
/// A payload that does not serialize is a failure in its place: half a body never leaves.
impl<T: Serialize, C: Code> From<Success<T, C>> for Response<Vec<u8>> {
    fn from(success: Success<T, C>) -> Self {
        Reply::from(&success).into()
    }
}

/// The failure's status, the envelope as `application/json`, and `Retry-After` where there is a time to wait.
///
/// ```
/// use errcat::Failure;
/// # #[errcat::catalog("../error_codes.toml")]
/// # enum ErrorCode {}
///
/// # fn main() {
/// let response: http::Response<Vec<u8>> = Failure::new(ErrorCode::RequestTooFast).into();
/// assert_eq!(response.status(), 429);
/// assert_eq!(response.headers()["retry-after"], "60");
/// # }
/// ```
impl<C: Code> From<Failure<C>> for Response<Vec<u8>> {
    fn from(failure: Failure<C>) -> Self {
        Reply::from(&failure).into()
    }
}

impl<T: Serialize, C: Code> From<Envelope<T, C>> for Response<Vec<u8>> {
    fn from(envelope: Envelope<T, C>) -> Self {
        match envelope {
            Envelope::Success(success) => success.into(),
            Envelope::Failure(failure) => failure.into(),
        }
    }
}

impl From<Reply> for Response<Vec<u8>> {
    fn from(reply: Reply) -> Self {
        let mut response = Self::new(reply.body);
        *response.status_mut() =
            StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
        if let Some(seconds) = reply.retry_after {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
