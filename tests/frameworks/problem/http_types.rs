//! Responses of the `http` crate's, by the headers of their requests.

use errcat::HttpKind;
use http::{HeaderMap, HeaderValue};
use serde::Serialize;

use crate::problem::axum_service::Unserializable;
use crate::problem::error_code;
use crate::problem::preferred::{PROBLEM, Reply, assert_envelope, assert_problem, own};

fn respond<T: Serialize>(accept: &[&'static str], reply: error_code::Result<T>) -> Reply {
    let line = |line: &&'static str| (http::header::ACCEPT, HeaderValue::from_static(line));
    let headers: HeaderMap = accept.iter().map(line).collect();
    let (head, body) = errcat::http::respond(&headers, reply).into_parts();
    let lines = head.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    Reply::new(head.status.as_u16(), lines, body)
}

#[test]
fn the_client_says_what_a_failure_is_written_as() {
    let unserializable = || Ok(error_code::Success::new(Unserializable));
    let other =
        || Err::<error_code::Success<()>, _>(error_code::Failure::from_http(HttpKind::InvalidData, 422));
    assert_problem(&respond::<()>(PROBLEM, Err(own())), 403, "out-of-credit", "own");
    assert_problem(&respond(PROBLEM, unserializable()), 500, "broken", "unserializable");
    assert_problem(&respond(PROBLEM, other()), 422, "validation-error", "other");
    for accept in [&[][..], &["application/json", "application/problem+json;q=0.9"]] {
        assert_envelope(&respond::<()>(accept, Err(own())), 403, "out-of-credit", "own");
        assert_envelope(&respond(accept, unserializable()), 500, "broken", "unserializable");
        assert_envelope(&respond(accept, other()), 422, "validation-error", "other");
    }
}

#[test]
fn a_success_is_what_it_is() {
    let reply = respond(PROBLEM, Ok(error_code::Success::new(())));
    assert_eq!((reply.status, reply.header("vary")), (200, None));
    assert_eq!(reply.header("content-type"), Some("application/json"));
}
