//! What a client reads: everything that the platform may send it, and a clear error for what it may not.

use errcat_tests::ErrorCode;
use serde::Deserialize;
use serde_json::json;

use crate::{Envelope, Failure, Success, refusal, text};

#[track_caller]
fn failure(body: &str) -> Failure {
    match Envelope::<()>::from_json(body.as_bytes()).expect(body) {
        Envelope::Failure(failure) => failure,
        Envelope::Success(_) => panic!("{body} was read as a success"),
    }
}

#[test]
fn a_failure_is_two_words() {
    assert!(size_of::<Failure>() <= 2 * size_of::<usize>().max(8));
    assert!(size_of::<Result<(), Failure>>() <= 2 * size_of::<usize>().max(8));
}

#[test]
fn a_code_that_this_build_does_not_know_is_kept() {
    let body = r#"{"result":"error","server_time":"2017-10-09T08:53:18Z","errorCode":"channel_frozen","desp":"thaw it"}"#;
    let failure = failure(body);
    assert_eq!(failure.code(), None);
    assert_eq!(failure.wire_code(), "channel_frozen");
    assert_eq!(failure.status(), 500);
    assert_eq!(failure.description(), "thaw it");
    assert_eq!(failure.to_string(), "channel_frozen: thaw it");
    assert!(ErrorCode::ALL.iter().all(|&code| !failure.is(code)));
    assert_eq!(text(failure.to_json()), body);
}

#[test]
fn a_failure_without_a_code() {
    for body in
        [r#"{"result":"error"}"#, r#"{"result":"error","errorCode":null,"desp":null,"server_time":null}"#]
    {
        let failure = failure(body);
        assert_eq!((failure.code(), failure.wire_code()), (None, ""));
        assert_eq!((failure.description(), failure.server_time()), ("", None));
        assert_eq!(failure.to_string(), "a failure without a code");
        assert_eq!(text(failure.to_json()), r#"{"result":"error"}"#);
    }
}

#[test]
fn extra_members_are_kept_and_sent_on() {
    let body = r#"{"result":"error","errorCode":"low_balance","desp":"pay","balance":-3,"status":402,"results":[null,{"a":1}]}"#;
    let failure = failure(body);
    assert!(failure.is(ErrorCode::LowBalance));
    assert_eq!(failure.server_time(), None);
    assert_eq!(failure.members().len(), 3);
    assert_eq!(failure.members()["balance"], -3);
    assert_eq!(failure.members()["results"], json!([null, {"a": 1}]));
    let again: serde_json::Value = serde_json::from_slice(&failure.to_json()).expect("JSON");
    assert_eq!(again, serde_json::from_str::<serde_json::Value>(body).expect("JSON"));
}

#[test]
fn a_code_may_come_as_a_number() {
    assert_eq!(failure(r#"{"result":"error","errorCode":404}"#).wire_code(), "404");
    assert_eq!(failure(r#"{"result":"error","errorCode":-1}"#).wire_code(), "-1");
}

#[test]
fn a_code_with_escapes_is_the_same_code() {
    assert!(failure(r#"{"result":"error","errorCod\u0065":"low\u005fbalance"}"#).is(ErrorCode::LowBalance));
}

#[test]
fn members_in_any_order() {
    #[derive(Debug, Deserialize, PartialEq)]
    struct Reply {
        status: String,
        position: u64,
        result_count: Option<u8>,
    }

    for body in [
        r#"{"result":"success","server_time":"2017-10-09T08:53:18Z","status":"true","position":18446744073709551615,"result_count":null}"#,
        r#"{"status":"true","position":18446744073709551615,"server_time":"2017-10-09T08:53:18Z","result":"success"}"#,
        r#"{"position":18446744073709551615,"result":"success","status":"true","server_time":"2017-10-09T08:53:18Z"}"#,
    ] {
        let success = Success::<Reply>::from_json(body.as_bytes()).expect(body);
        assert!(success.server_time().is_some());
        let expected = Reply { status: "true".to_owned(), position: u64::MAX, result_count: None };
        assert_eq!(success.into_payload(), expected);
    }
    let late = r#"{"desp":"late","errorCode":"wrong_password","result":"error"}"#;
    assert!(failure(late).is(ErrorCode::WrongPassword));
}

#[test]
fn a_payload_borrows_from_the_body() {
    #[derive(Deserialize)]
    struct Key<'a> {
        read_key: &'a str,
    }

    let body = br#"{"result":"success","read_key":"9b11X"}"#;
    let key = Success::<Key<'_>>::from_json(body).expect("a success").into_payload();
    assert!(body.as_ptr_range().contains(&key.read_key.as_ptr()));
}

#[test]
fn a_payload_may_be_an_enum_a_map_or_anything() {
    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "snake_case")]
    enum Reply {
        Command { command_id: String },
    }

    let body = br#"{"result":"success","command":{"command_id":"649096"}}"#;
    let reply = Success::<Reply>::from_json(body).expect("a success").into_payload();
    assert_eq!(reply, Reply::Command { command_id: "649096".to_owned() });

    let body = br#"{"result":"success","server_time":"2017-10-09T08:53:18Z","a":1,"b":2}"#;
    let map = Success::<std::collections::BTreeMap<String, u8>>::from_json(body).expect("a success");
    assert_eq!(map.payload.into_iter().collect::<Vec<_>>(), [("a".to_owned(), 1), ("b".to_owned(), 2)]);
    let value = Success::<serde_json::Value>::from_json(body).expect("a success").into_payload();
    assert_eq!(value, json!({"a": 1, "b": 2}));
    assert!(Success::<Option<serde_json::Value>>::from_json(body).expect("a success").payload.is_some());
}

#[test]
fn a_body_that_says_neither() {
    assert_eq!(refusal("{}"), "the body has no member `result` at line 1 column 2");
    assert_eq!(
        refusal(r#"{"errorCode":"low_balance"}"#),
        "the body has no member `result` at line 1 column 27"
    );
    let foreign = refusal(r#"{"error":{"code":"low_balance"},"trace":7}"#);
    assert!(foreign.starts_with("the body has no member `result`, but has `error`, `trace`"), "{foreign}");
    let expected = r#"expected "success" or "error""#;
    for (value, shown) in [(r#""ok""#, r#""ok""#), ("true", "true"), ("7", "7"), ("-7", "-7")] {
        let message = refusal(&format!(r#"{{"result":{value}}}"#));
        assert!(message.starts_with(&format!("member `result` is {shown}, {expected}")), "{message}");
    }
    for value in ["null", "[]", "{}", "1.5"] {
        let message = refusal(&format!(r#"{{"result":{value}}}"#));
        assert!(message.contains(r#"expected "success" or "error" in member `result`"#), "{message}");
    }
}

#[test]
fn a_body_that_is_no_object() {
    for body in
        ["", "null", "[]", "\"success\"", "7", "{\"result\"", "{\"result\":\"success\"", "\u{0}", "<html>"]
    {
        refusal(body);
    }
    assert_eq!(
        refusal("[]"),
        "invalid type: sequence, expected an object, the envelope of a reply at line 1 column 0"
    );
    refusal(r#"{"result":"success"} {}"#);
}

#[test]
fn a_member_that_stands_twice() {
    for name in ["result", "server_time", "errorCode", "desp"] {
        let value = match name {
            "result" => "\"error\"",
            "server_time" => "\"2017-10-09T08:53:18Z\"",
            _ => "\"x\"",
        };
        let twice = format!(r#""{name}":{value},"{name}":{value}"#);
        let body = match name {
            "result" => format!("{{{twice}}}"),
            _ => format!(r#"{{"result":"error",{twice}}}"#),
        };
        let message = Failure::from_json(body.as_bytes()).expect_err(&body).to_string();
        assert!(message.starts_with(&format!("duplicate member `{name}`")), "{message}");
        if name != "result" {
            let body = format!(r#"{{{twice},"result":"error"}}"#);
            let message = Failure::from_json(body.as_bytes()).expect_err(&body).to_string();
            assert!(message.starts_with(&format!("duplicate member `{name}`")), "{message}");
        }
    }
}

#[test]
fn the_other_kind_is_an_error_that_says_so() {
    let body = br#"{"result":"error","errorCode":"low_balance","desp":"pay first"}"#;
    let error = Success::<()>::from_json(body).expect_err("it is a failure").to_string();
    assert!(
        error.starts_with("expected a success, the body is a failure: low_balance: pay first"),
        "{error}"
    );
    let error = Failure::from_json(br#"{"result":"success"}"#).expect_err("it is a success").to_string();
    assert!(error.starts_with("expected a failure, the body is a success"), "{error}");
}

#[test]
fn a_wrong_type_says_where_and_what() {
    #[derive(Debug, Deserialize)]
    struct Reply {
        #[expect(dead_code, reason = "it is never read successfully")]
        position: u32,
    }

    let body = br#"{"result":"success","position":"one"}"#;
    let error = Success::<Reply>::from_json(body).expect_err("a string").to_string();
    assert_eq!(error, "invalid type: string \"one\", expected u32 at line 1 column 36");
}

#[test]
fn a_code_alone_both_ways() {
    for &code in ErrorCode::ALL {
        let json = serde_json::to_string(&code).expect("a string");
        assert_eq!(json, format!("\"{code}\""));
        assert_eq!(serde_json::from_str::<ErrorCode>(&json).expect("it is one"), code);
    }
    let error = serde_json::from_str::<ErrorCode>("\"Low_Balance\"").expect_err("byte for byte").to_string();
    assert_eq!(
        error,
        r#"invalid value: string "Low_Balance", expected a code of the catalog at line 1 column 13"#
    );
}
