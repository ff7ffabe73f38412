//! A failure as a gRPC status, with the details of `google/rpc/error_details.proto`.

use std::collections::HashMap;

use serde_json::Value;
use tonic::{Code as Grpc, Status};
use tonic_types::{ErrorDetails, StatusExt};

use crate::{Code, Failure};

/// The code that `google/rpc/code.proto` maps to the failure's HTTP status, the text that a client may read, and two
/// details: `ErrorInfo` with the code as the reason, the catalog's name as the domain and the members as metadata, and
/// `RetryInfo` where there is a time to wait.
///
/// ```
/// use errcat::Failure;
/// use tonic_types::StatusExt;
/// # #[errcat::catalog("../error_codes.toml")]
/// # enum ErrorCode {}
///
/// # fn main() {
/// let status = tonic::Status::from(Failure::new(ErrorCode::WrongPassword));
/// assert_eq!(status.code(), tonic::Code::Unauthenticated);
/// assert_eq!(status.message(), "Password is incorrect");
/// assert_eq!(status.get_details_error_info().unwrap().reason, "wrong_password");
/// # }
/// ```
impl<C: Code> From<Failure<C>> for Status {
    fn from(failure: Failure<C>) -> Self {
        #[cfg(feature = "tracing")]
        failure.record();
        let mut details = ErrorDetails::new();
        details.set_error_info(failure.wire_code(), C::CATALOG, metadata(&failure));
        if let Some(wait) = failure.retry_after() {
            details.set_retry_info(Some(wait));
        }
        Self::with_error_details(grpc(&failure), failure.sent_description(), details)
    }
}

/// Texts as they are, anything else as JSON: gRPC's metadata is text.
fn metadata<C: Code>(failure: &Failure<C>) -> HashMap<String, String> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let members = failure.members().iter().map(|(name, value)| (name.clone(), text(value)));
    let incident = C::LAYOUT.incident.zip(failure.sent_incident());
    members.chain(incident.map(|(name, incident)| (name.to_owned(), incident.to_owned()))).collect()
}

/// The mapping of `code.proto`, read backwards. What it maps to one status is told apart by whether the same request may
/// succeed later; a status that it does not have is the nearest that it has.
fn grpc<C: Code>(failure: &Failure<C>) -> Grpc {
    match failure.status() {
        400 | 411 | 413..=415 | 422 | 431 => Grpc::InvalidArgument,
        401 => Grpc::Unauthenticated,
        403 => Grpc::PermissionDenied,
        404 | 410 => Grpc::NotFound,
        405 | 501 => Grpc::Unimplemented,
        408 | 504 => Grpc::DeadlineExceeded,
        409 if failure.is_retryable() => Grpc::Aborted,
        409 => Grpc::AlreadyExists,
        416 => Grpc::OutOfRange,
        429 => Grpc::ResourceExhausted,
        499 => Grpc::Cancelled,
        502 | 503 => Grpc::Unavailable,
        0..=499 => Grpc::FailedPrecondition,
        _ => Grpc::Internal,
    }
}
