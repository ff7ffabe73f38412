//! The headers of a failure: which of them are sent, and that every framework can send them.

use errcat::Failure;
use http::header::{HeaderName, HeaderValue};
use proptest::prelude::*;

#[errcat::catalog("frameworks/guard/codes.toml")]
enum ErrorCode {}

/// Whether the failure takes this header.
fn is_taken(name: &str, value: &str) -> bool {
    let failure = Failure::new(ErrorCode::Gone).with_header(name.to_owned(), value.to_owned());
    failure.headers().count() == 1
}

/// The crates take `"` in a name, which is not RFC 9110's, and a client may refuse it.
#[test]
fn a_name_has_the_characters_that_http_takes() {
    for c in (0..0x80_u8).map(char::from).filter(|c| *c != '"') {
        let name = format!("x{c}y");
        assert_eq!(is_taken(&name, "v"), HeaderName::from_bytes(name.as_bytes()).is_ok(), "{name:?}");
        let actix = actix_web::http::header::HeaderName::from_bytes(name.as_bytes());
        assert_eq!(is_taken(&name, "v"), actix.is_ok(), "{name:?}");
    }
    for name in ["", "x\"y", "xüy"] {
        assert!(!is_taken(name, "v"), "{name:?}");
    }
}

/// The crates take other bytes than ASCII in a value, which clients read in different ways.
#[test]
fn a_value_has_the_characters_that_http_takes() {
    for c in (0..0x80_u8).map(char::from) {
        let value = format!("x{c}y");
        assert_eq!(is_taken("x", &value), HeaderValue::from_str(&value).is_ok(), "{value:?}");
        let actix = actix_web::http::header::HeaderValue::from_str(&value);
        assert_eq!(is_taken("x", &value), actix.is_ok(), "{value:?}");
    }
    assert!(is_taken("x", "") && !is_taken("x", "xüy"));
}

/// A constant and a text that is made at run time become values in different ways.
#[test]
fn a_constant_value_is_sent_as_it_is() {
    const EVERY: &str = "!\t ~\"\\";
    for failure in [
        Failure::new(ErrorCode::Gone).with_header("x-all", EVERY),
        Failure::new(ErrorCode::Gone).with_header("x-all".to_owned(), EVERY.to_owned()),
    ] {
        let response = http::Response::<Vec<u8>>::from(failure);
        assert_eq!(response.headers()["x-all"], EVERY);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_taken_is_sent(name in "[!-~]{0,12}", value in "[\\x00-\u{ff}]{0,20}") {
        let failure = Failure::new(ErrorCode::Gone).with_header(name.clone(), value.clone());
        let is_taken = failure.headers().count() == 1;
        let response = http::Response::<Vec<u8>>::from(failure);
        let sent = response.headers().get(&name).filter(|_| is_taken).map(HeaderValue::as_bytes);
        prop_assert_eq!(sent, is_taken.then_some(value.as_bytes()));
    }
}

#[test]
fn a_header_replaces_another_of_its_name() {
    let failure = Failure::new(ErrorCode::Upstream).with_header("a", "1").with_header("x-row", "2");
    let failure = failure.with_header("A", "3");
    let headers: Vec<_> = failure.headers().collect();
    assert_eq!(headers, [("x-row", "2"), ("A", "3"), ("X-Step", "row")]);
}

#[test]
fn a_failure_without_a_row_has_its_own_headers_alone() {
    let failure = Failure::<ErrorCode>::from_http(errcat::HttpKind::Timeout, 408).with_header("a", "1");
    assert!(failure.code().is_none() && failure.headers().eq([("a", "1")]));
}

#[test]
fn headers_are_no_part_of_a_body() {
    let time = "2017-10-09T08:53:18Z".parse().expect("a time");
    let plain = || Failure::new(ErrorCode::BadRequest).at(time);
    let other = plain().with_header("x-other", "1");
    assert_eq!(other.to_json(), plain().to_json());
    assert_eq!(other.to_problem_json(), plain().to_problem_json());
    assert_eq!(serde_json::to_vec(&other).expect("JSON"), plain().to_json());
    let read = Failure::<ErrorCode>::from_json(&other.to_json()).expect("a failure");
    assert!(read.headers().eq([("X-Row", "row")]));
}

/// Each cookie has a line. What a service renders replaces what a middleware has set before.
#[test]
fn cookies_of_others_stay() {
    use salvo_core::Scribe;

    let mut response = salvo_core::Response::new();
    for (name, value) in [("set-cookie", "theme=dark"), ("x-limit", "9"), ("x-row", "hoop")] {
        response.add_header(name, value, true).expect("a header");
    }
    for _ in 0..2 {
        let failure = Failure::new(ErrorCode::BadRequest).with_header("Set-Cookie", "session=");
        failure.with_header("X-Limit", "1").render(&mut response);
    }
    let lines = |name| response.headers.get_all(name).iter().collect::<Vec<_>>();
    assert_eq!(lines("set-cookie"), ["theme=dark", "session="]);
    assert_eq!(lines("x-limit"), ["1"]);
    assert_eq!(lines("x-row"), ["hoop"]);
}
