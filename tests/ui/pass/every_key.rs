//! The effect of each key of the file format.
#![deny(warnings, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]

/// The catalog.
#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

fn main() {
    params();
    aliases();
    rows();
}

fn params() {
    let params =
        error_code::RequestTooFast { seconds: 60, r#type: "for".to_owned(), ratio: 0.5, left: true };
    assert_eq!(params.to_string(), "please wait another 60 seconds, for {user}: 0.5true");
    let failure = error_code::Failure::from(params.clone());
    assert_eq!(failure.description(), params.to_string());
    assert_eq!(failure.retry_after().map(|wait| wait.as_secs()), Some(60));

    let handler = || -> error_code::Result<()> { Err(params.into()) };
    assert!(handler().expect_err("it fails").is(ErrorCode::RequestTooFast));

    // A placeholder is never sent.
    let failure = error_code::Failure::new(ErrorCode::RequestTooFast);
    assert_eq!(failure.description(), "Too many {requests}");
    // A message without params is the text of every occurrence.
    let failure = error_code::Failure::new(ErrorCode::ChannelGone);
    assert_eq!(failure.description(), "that channel is {gone}");
    assert_eq!(ErrorCode::ChannelGone.description(), "Not Found");
    let body = failure.to_json();
    let read = error_code::Failure::from_json(&body).expect("its own");
    assert_eq!(read.to_json(), body);
}

fn aliases() {
    for name in ["request_too_fast", "throttled", "too-fast"] {
        assert_eq!(ErrorCode::from_code(name), Some(ErrorCode::RequestTooFast));
        assert_eq!(name.parse(), Ok(ErrorCode::RequestTooFast));
        let body = format!(r#"{{"result":"error","errorCode":"{name}"}}"#);
        let failure = error_code::Failure::from_json(body.as_bytes()).expect("a failure");
        assert!(failure.is(ErrorCode::RequestTooFast));
        assert_eq!(failure.wire_code(), "request_too_fast");
    }
    assert_eq!(ErrorCode::from_code("ancient"), None);
}

fn rows() {
    let entry = ErrorCode::RequestTooFast.entry();
    assert_eq!((entry.level(), entry.since()), (errcat::Level::Info, Some("1.2")));
    assert_eq!(entry.docs_url(), Some("https://docs.example.com/errors#request_too_fast"));
    assert_eq!((entry.message(), entry.deprecated()), (None, None));
    assert_eq!(entry.headers(), [("RateLimit-Limit", "100"), ("Cache-Control", "no-store")]);
    let entry = ErrorCode::ChannelGone.entry();
    assert!(entry.headers().is_empty());
    assert_eq!((entry.level(), entry.since()), (errcat::Level::Warn, None));
    assert_eq!(entry.docs_url(), Some("https://example.com/gone"));
    let notes = ["old", "older", "oldest"].map(|code| {
        ErrorCode::from_code(code).expect("it is still there").entry().deprecated()
    });
    let instead = Some("use `ChannelGone` instead: it says more");
    assert_eq!(notes, [Some("nobody sends it"), instead, Some("")]);
}
