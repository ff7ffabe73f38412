//! What only comes along with the code never costs the code.

use errcat_tests::ErrorCode;
use serde_json::{Value, json};

use crate::{Envelope, Failure, Success, text};

/// What peers send in place of a text or a time.
fn odd() -> [Value; 9] {
    [
        json!(["name should not be empty", "email must be an email"]),
        json!({"name": ["is too short"]}),
        json!([]),
        json!(5),
        json!(-1),
        json!(1.5),
        json!(true),
        json!(18_446_744_073_709_551_615_u64),
        json!([[{"a": null}]]),
    ]
}

fn body(name: &str, value: &Value) -> [String; 2] {
    [
        format!(r#"{{"result":"error","errorCode":"invalid_format","{name}":{value}}}"#),
        format!(r#"{{"{name}":{value},"errorCode":"invalid_format","result":"error"}}"#),
    ]
}

#[test]
fn a_text_of_another_type_is_a_member() {
    for value in odd() {
        for body in body("desp", &value) {
            let failure = Failure::from_json(body.as_bytes()).expect(&body);
            assert!(failure.is(ErrorCode::InvalidFormat));
            assert_eq!(failure.members()["desp"], value);
            assert_eq!(failure.description(), ErrorCode::InvalidFormat.description());
            let again: Value = serde_json::from_slice(&failure.to_json()).expect("JSON");
            assert_eq!(again, serde_json::from_str::<Value>(&body).expect("JSON"), "it goes on as it was");
            // A text of its own takes its place: no member stands twice.
            let own = text(failure.with_description("own").to_json());
            assert_eq!(
                (own.matches("\"desp\"").count(), own.contains(r#""desp":"own""#)),
                (1, true),
                "{own}"
            );
        }
    }
}

#[test]
fn a_time_that_is_none_is_a_member() {
    let texts = ["2024-07-12T05:59:48.327", "yesterday", "", "1720763988"].map(Value::from);
    for value in odd().into_iter().chain(texts).chain([json!(1_720_763_988_327_u64)]) {
        for body in body("server_time", &value) {
            let failure = Failure::from_json(body.as_bytes()).expect(&body);
            assert!(failure.is(ErrorCode::InvalidFormat));
            assert_eq!((failure.server_time(), &failure.members()["server_time"]), (None, &value));
            let sent = text(failure.to_json());
            assert_eq!(sent.matches("\"server_time\"").count(), 1, "{sent}");
            let timed = text(failure.at(crate::time("2017-10-09T08:53:18Z")).to_json());
            assert_eq!(timed.matches("\"server_time\"").count(), 1, "{timed}");
            let slowly: Failure = serde_json::from_str(&body).expect(&body);
            assert_eq!(slowly.members()["server_time"], value);
        }
        let body = format!(r#"{{"a":1,"server_time":{value},"result":"success"}}"#);
        let success = Success::<Value>::from_json(body.as_bytes()).expect(&body);
        assert_eq!((success.server_time(), success.payload), (None, json!({"a": 1})));
    }
}

#[test]
fn null_is_nothing() {
    let body = br#"{"result":"error","errorCode":"invalid_format","desp":null,"server_time":null}"#;
    let failure = Failure::from_json(body).expect("a failure");
    assert!(failure.members().is_empty() && failure.server_time().is_none());
    assert_eq!(failure.description(), ErrorCode::InvalidFormat.description());
}

#[test]
fn a_code_that_is_none_is_an_error() {
    for code in ["[]", "{}", "true", "1.5"] {
        let body = format!(r#"{{"result":"error","errorCode":{code}}}"#);
        let error = Envelope::<()>::from_json(body.as_bytes()).expect_err(&body).to_string();
        assert!(error.contains("expected a string or an integer in member `errorCode`"), "{error}");
    }
}
