//! Replies as axum sends them.

use std::error::Error;
use std::time::Duration;

use axum::response::{IntoResponse, Response};
use errcat_tests::ErrorCode;
use http_body_util::BodyExt;
use serde_json::{Value, json};

use crate::{Envelope, Failure, Success, text, time};

struct Sent {
    status: u16,
    content_type: String,
    retry_after: Option<String>,
    body: String,
}

fn send(reply: impl IntoResponse) -> Sent {
    let response: Response = reply.into_response();
    let header = |name| Some(response.headers().get(name)?.to_str().expect("ASCII").to_owned());
    let status = response.status().as_u16();
    let content_type = header("content-type").expect("a reply has one");
    let retry_after = header("retry-after");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let body = runtime.block_on(response.into_body().collect()).expect("the body is in memory");
    Sent { status, content_type, retry_after, body: text(body.to_bytes().to_vec()) }
}

#[test]
fn a_success() {
    let sent = send(Success::new(json!({"read_key": "9b11X"})).at(time("2017-09-04T08:59:30Z")));
    assert_eq!((sent.status, sent.content_type.as_str(), sent.retry_after), (200, "application/json", None));
    let body = r#"{"result":"success","server_time":"2017-09-04T08:59:30Z","read_key":"9b11X"}"#;
    assert_eq!(sent.body, body);
}

#[test]
fn every_failure_has_its_rows_status() {
    for &code in ErrorCode::ALL {
        let failure = Failure::new(code).at(time("2017-09-04T08:59:30Z"));
        let body = text(failure.to_json());
        let sent = send(Envelope::<()>::Failure(failure));
        assert_eq!((sent.status, sent.content_type.as_str()), (code.status(), "application/json"));
        assert_eq!(sent.body, body);
        let expected = (code == ErrorCode::RequestTooFast).then(|| "60".to_owned());
        assert_eq!(sent.retry_after, expected, "{code}");
    }
}

#[test]
fn a_wait_is_rounded_up() {
    for (wait, header) in [(0, "0"), (1, "1"), (999, "1"), (1_000, "1"), (1_001, "2")] {
        let failure = Failure::new(ErrorCode::LowBalance).with_retry_after(Duration::from_millis(wait));
        assert_eq!(send(failure).retry_after.as_deref(), Some(header), "{wait} ms");
    }
    let failure = Failure::new(ErrorCode::LowBalance).with_retry_after(Duration::MAX);
    assert_eq!(send(failure).retry_after, Some(u64::MAX.to_string()));
}

#[test]
fn half_a_body_never_leaves() {
    let sent = send(Success::new(json!(["no object"])));
    assert_eq!((sent.status, sent.content_type.as_str()), (500, "application/json"));
    let body: Value = serde_json::from_str(&sent.body).expect("a whole body");
    assert_eq!(body["result"], "error");
    assert!(!sent.body.contains("array"), "the cause is for the log: {}", sent.body);
}

#[test]
fn a_source_is_never_sent() {
    let secret = std::io::Error::other("open /etc/secrets/database.key");
    let failure = Failure::new(ErrorCode::InvalidFormat).with_source(secret);
    let source = failure.source().expect("it is kept").to_string();
    assert_eq!(source, "open /etc/secrets/database.key");
    assert!(!send(failure).body.contains("secret"));
}
