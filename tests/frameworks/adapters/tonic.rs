//! gRPC statuses.

use std::time::Duration;

use tonic::{Code, Status};
use tonic_types::StatusExt;

use crate::adapters::{ErrorCode, Failure};

#[test]
fn the_code_is_that_of_the_http_status() {
    for (code, grpc) in [
        (ErrorCode::BadRequest, Code::InvalidArgument),
        (ErrorCode::InvalidData, Code::InvalidArgument),
        (ErrorCode::NotFound, Code::NotFound),
        (ErrorCode::MethodNotAllowed, Code::Unimplemented),
        (ErrorCode::Refused, Code::PermissionDenied),
        (ErrorCode::TooManyRequests, Code::ResourceExhausted),
        (ErrorCode::Exists, Code::AlreadyExists),
        (ErrorCode::Busy, Code::Aborted),
        (ErrorCode::Internal, Code::Internal),
    ] {
        assert_eq!(Status::from(Failure::new(code)).code(), grpc, "{code}");
    }
    for (status, grpc) in [
        (401, Code::Unauthenticated),
        (402, Code::FailedPrecondition),
        (412, Code::FailedPrecondition),
        (416, Code::OutOfRange),
        (499, Code::Cancelled),
        (501, Code::Unimplemented),
        (503, Code::Unavailable),
        (504, Code::DeadlineExceeded),
        (599, Code::Internal),
    ] {
        let failure = Failure::new(ErrorCode::Refused).with_status(status);
        assert_eq!(Status::from(failure).code(), grpc, "{status}");
    }
}

#[test]
fn the_details_are_the_code_and_the_members() {
    let failure = Failure::new(ErrorCode::TooManyRequests)
        .with_description("wait")
        .with_member("shard", 3)
        .with_member("zone", "a")
        .with_retry_after(Duration::from_millis(1500));
    let status = Status::from(failure);
    assert_eq!(status.message(), "wait");
    let info = status.get_details_error_info().expect("a detail");
    assert_eq!((info.reason.as_str(), info.domain.as_str()), ("too_many_requests", "adapters.example.com"));
    let mut metadata: Vec<_> = info.metadata.into_iter().collect();
    metadata.sort();
    assert_eq!(metadata, [("shard".into(), "3".into()), ("zone".into(), "a".into())]);
    let wait = status.get_details_retry_info().expect("a detail").retry_delay;
    assert_eq!(wait, Some(Duration::from_millis(1500)));
}

#[test]
fn the_servers_own_text_is_not_sent() {
    let failure = Failure::new(ErrorCode::Internal).with_description("secret").with_source("secret");
    let incident = failure.incident().map(str::to_owned);
    let status = Status::from(failure);
    assert_eq!(status.message(), "Internal error");
    let info = status.get_details_error_info().expect("a detail");
    assert_eq!(info.metadata.get("incident"), incident.as_ref());
    assert!(!format!("{status:?}").contains("secret"));
}
