//! The types of the `http` crate.

use std::time::Duration;

use errcat::HttpKind;
use http::Response;
use serde_json::json;

use crate::{ErrorCode, Failure, Sent, error_code};

fn sent(reply: impl Into<Response<Vec<u8>>>) -> Sent {
    Sent::of(&reply.into())
}

#[test]
fn a_success_is_200() {
    let sent = sent(error_code::Success::new(json!({"id": 1})));
    assert_eq!((sent.status, sent.content_type.as_deref()), (200, Some("application/json")));
    assert!(sent.text().ends_with(r#","id":1}"#), "{}", sent.text());
}

#[test]
fn a_failure_has_its_status_and_wait() {
    let reply = sent(Failure::new(ErrorCode::TooManyRequests));
    reply.is(429, ErrorCode::TooManyRequests, "Too Many Requests");
    assert_eq!(reply.retry_after.as_deref(), Some("60"));
    let reply = sent(Failure::new(ErrorCode::NotFound).with_retry_after(Duration::from_millis(1)));
    assert_eq!(reply.retry_after.as_deref(), Some("1"));
}

#[test]
fn either_kind_of_envelope() {
    let failure = error_code::Envelope::<()>::Failure(ErrorCode::NotFound.into());
    sent(failure).is(404, ErrorCode::NotFound, "Not Found");
    assert_eq!(sent(error_code::Envelope::Success(error_code::Success::new(()))).status, 200);
}

#[test]
fn half_a_body_never_leaves() {
    let reply = sent(error_code::Success::new(json!(["no object"])));
    reply.is(500, ErrorCode::Internal, "Internal error");
}

#[test]
fn a_failure_of_every_kind() {
    for &kind in HttpKind::ALL {
        let reply = sent(Failure::of_http(kind, kind.status::<ErrorCode>()));
        let code = kind.code().expect("the catalog has one");
        reply.is(kind.status::<ErrorCode>(), code, code.description());
    }
}
