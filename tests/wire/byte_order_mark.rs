//! A byte order mark before JSON is skipped.

use errcat_tests::ErrorCode;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::layouts::Bare;
use crate::{Envelope, Failure, Success};

const MARK: &str = "\u{feff}";
const SUCCESS: &str =
    r#"{"result":"success","server_time":"2017-09-04T08:59:30Z","name":"ada","raw":{"a": 1.0}}"#;
const FAILURE: &str = r#"{"result":"error","server_time":"2017-10-09T08:48:34Z","errorCode":"low_balance","desp":"Your balance is low"}"#;

#[derive(Debug, Deserialize)]
struct Payload<'a> {
    name: &'a str,
    #[serde(borrow)]
    raw: &'a RawValue,
}

fn marked(body: &str) -> Vec<u8> {
    format!("{MARK}{body}").into_bytes()
}

#[test]
fn a_success_after_a_mark_borrows_its_payload() {
    let body = marked(SUCCESS);
    let envelope = Envelope::<Payload<'_>>::from_json(&body).expect("an envelope").into_result();
    let with_status = Envelope::<Payload<'_>>::from_json_with_status(&body, 200).expect("an envelope");
    let success = Success::<Payload<'_>>::from_json(&body).expect("a success");
    for read in [envelope.expect("a success"), with_status.into_result().expect("a success"), success] {
        assert_eq!(read.server_time(), Some(crate::time("2017-09-04T08:59:30Z")));
        assert_eq!((read.payload.name, read.payload.raw.get()), ("ada", r#"{"a": 1.0}"#));
    }
}

#[test]
fn a_failure_after_a_mark_is_read() {
    // The second body has another order, so that no fast path reads it.
    for body in [FAILURE, r#"{"errorCode":"low_balance","desp":"Your balance is low","result":"error"}"#] {
        let body = marked(body);
        let envelope = Envelope::<()>::from_json(&body).expect("an envelope").into_result();
        for read in [
            envelope.expect_err("a failure"),
            Failure::from_json(&body).expect("a failure"),
            Failure::from_json_with_status(&body, 402).expect("a failure"),
        ] {
            assert!(read.is(ErrorCode::LowBalance), "{read}");
            assert_eq!(read.description(), "Your balance is low");
        }
    }
}

#[test]
fn a_body_without_constants_may_have_a_mark() {
    let body = marked(r#"{"code":"gone","text":"Gone"}"#);
    let failure = errcat::Failure::<Bare>::from_json(&body).expect("a failure");
    assert!(failure.is(Bare::Gone));
    let success = errcat::Envelope::<serde_json::Value, Bare>::from_json_with_status(&body, 200);
    assert!(matches!(success, Ok(errcat::Envelope::Success(_))));
}

#[test]
fn a_mark_alone_is_an_empty_body() {
    let errors = |body: &[u8]| {
        [
            Envelope::<()>::from_json(body).expect_err("nothing").to_string(),
            Success::<()>::from_json(body).expect_err("nothing").to_string(),
            Failure::from_json(body).expect_err("nothing").to_string(),
        ]
    };
    assert_eq!(errors(MARK.as_bytes()), errors(b""));
}

#[test]
fn only_one_mark_is_skipped_and_only_in_utf_8() {
    for body in [SUCCESS, FAILURE] {
        let twice = marked(&format!("{MARK}{body}"));
        let after_a_space = format!(" {MARK}{body}").into_bytes();
        let utf_16: Vec<u8> = format!("{MARK}{body}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [twice, after_a_space, utf_16, b"\xef\xbb{}".to_vec()] {
            assert!(Envelope::<serde_json::Value>::from_json(&bytes).is_err());
            assert!(Envelope::<serde_json::Value>::from_json_with_status(&bytes, 400).is_err());
            assert!(Failure::from_json(&bytes).is_err());
        }
    }
}

#[test]
fn a_mark_in_a_text_is_a_part_of_the_text() {
    let body = format!(r#"{{"result":"error","errorCode":"low_balance","desp":"{MARK}pay"}}"#);
    assert_eq!(Failure::from_json(body.as_bytes()).expect("a failure").description(), "\u{feff}pay");
}
