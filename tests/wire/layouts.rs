//! Envelopes that other APIs have: other names, other values, fewer members, numbers for codes.

use errcat::{Failure, Success};
use serde_json::{Value, json};

use crate::{text, time};

#[errcat::catalog("wire/integers.toml")]
pub(crate) enum Number {}

#[errcat::catalog("wire/bare.toml")]
pub(crate) enum Bare {}

#[errcat::catalog("wire/escapes.toml")]
pub(crate) enum Escapes {}

/// What is written and read byte by byte is what serde makes of it.
#[track_caller]
fn as_serde_does<C: errcat::Code>() {
    for &code in C::ALL {
        for failure in [Failure::new(code), Failure::new(code).with_description("a \"quote\"")] {
            let body = failure.to_json();
            assert_eq!(text(body.clone()), serde_json::to_string(&failure).expect("it serializes"));
            let read = Failure::<C>::from_json(&body).expect("its own");
            assert!(read.is(code), "{read}");
            let slowly: Failure<C> = serde_json::from_slice(&body).expect("its own");
            assert_eq!(format!("{read:?}"), format!("{slowly:?}"));
        }
    }
    for payload in [json!({}), json!({"a": 1, "b": null})] {
        let success = Success::<_, C>::new(payload);
        let body = success.to_json().expect("an object");
        assert_eq!(text(body.clone()), serde_json::to_string(&success).expect("an object"));
        let read = Success::<Value, C>::from_json(&body).expect("its own");
        assert_eq!(read.payload, success.payload);
    }
}

#[test]
fn every_layout_is_written_and_read_as_serde_does() {
    as_serde_does::<errcat_tests::ErrorCode>();
    as_serde_does::<Number>();
    as_serde_does::<Bare>();
    as_serde_does::<Escapes>();
}

#[test]
fn a_code_with_escapes_is_no_other_code() {
    let body = |code| {
        format!(
            r#"{{"re\"sult":"\tbad\n","at\u0001\f\b":"2017-10-09T08:53:18Z","co\"de":"{code}","te\\xt\r":""}}"#
        )
    };
    let read = |code| escapes::Failure::from_json(body(code).as_bytes()).expect("a failure");
    assert!(read(r"be\\nice").is(Escapes::Please));
    assert_eq!(read(r"be\nice").wire_code(), "be\nice");
}

#[test]
fn numbers_for_codes_and_other_names() {
    let failure = number::Failure::new(Number::Code40001).at(time("2017-10-09T08:53:18Z"));
    assert_eq!(failure.wire_code(), "40001");
    let body = r#"{"ok":false,"at":"2017-10-09T08:53:18Z","code":40001,"message":"invalid signature"}"#;
    assert_eq!(text(failure.to_json()), body);
    assert!(number::Failure::from_json(body.as_bytes()).expect("its own").is(Number::Code40001));

    let success = number::Success::new(json!({"result": "anything"})).at(time("2017-10-09T08:53:18Z"));
    let body = r#"{"ok":true,"at":"2017-10-09T08:53:18Z","result":"anything"}"#;
    assert_eq!(text(success.to_json().expect("an object")), body);
    let read = number::Envelope::<serde_json::Value>::from_json(body.as_bytes()).expect("its own");
    assert_eq!(read.into_result().expect("a success").payload, json!({"result": "anything"}));
    assert!(number::Success::new(json!({"ok": 1})).to_json().is_err());
}

#[test]
fn a_number_that_this_build_does_not_know_stays_a_number() {
    let body = r#"{"ok":false,"code":40002,"message":"new"}"#;
    let failure = number::Failure::from_json(body.as_bytes()).expect("a failure");
    assert_eq!((failure.code(), failure.wire_code()), (None, "40002"));
    assert_eq!(text(failure.to_json()), body);
}

#[test]
fn a_text_that_is_read_as_a_number_stays_the_text_it_is() {
    for code in ["+5", "007", "-0", "--5", "five"] {
        let body = format!(r#"{{"ok":false,"code":"{code}"}}"#);
        let failure = number::Failure::from_json(body.as_bytes()).expect("a failure");
        assert_eq!((failure.code(), failure.wire_code()), (None, code));
        assert_eq!(text(failure.to_json()), body);
    }
}

#[test]
fn a_number_is_a_number_on_the_wire_and_text_in_rust() {
    assert_eq!(Number::Code7.code(), "-7");
    assert_eq!("-7".parse(), Ok(Number::Code7));
    assert_eq!(Number::Code7.description(), "Service Unavailable");
    assert_eq!(serde_json::to_string(&Number::Code7).expect("a number"), "-7");
    assert_eq!(serde_json::from_str::<Number>("-7").expect("it is one"), Number::Code7);
    assert!(serde_json::from_str::<Number>("\"-7\"").is_err());
    assert!(serde_json::from_str::<Number>("7").is_err());
}

#[test]
fn what_tells_is_the_wrong_value() {
    let error = number::Failure::from_json(br#"{"ok":"false"}"#).expect_err("a string").to_string();
    assert!(error.starts_with("member `ok` is \"false\", expected true or false"), "{error}");
}

#[test]
fn nothing_but_a_code_and_a_text() {
    let failure = bare::Failure::new(Bare::Gone);
    assert_eq!(text(failure.to_json()), r#"{"code":"gone","text":"Gone"}"#);
    assert!(bare::Failure::from_json(br#"{"text":"Gone","code":"gone"}"#).expect("a failure").is(Bare::Gone));

    let success = bare::Success::new(json!({"result": 1, "server_time": 2}));
    let body = r#"{"result":1,"server_time":2}"#;
    assert_eq!(text(success.to_json().expect("an object")), body);
    let read = bare::Envelope::<serde_json::Value>::from_json(body.as_bytes()).expect("no code, no failure");
    assert_eq!(read.into_result().expect("a success").payload, json!({"result": 1, "server_time": 2}));
    assert_eq!(text(bare::Success::new(()).to_json().expect("an object")), "{}");
    let more = bare::Failure::from_json(br#"{"trace":1,"code":"lost","hint":null}"#).expect("a failure");
    assert_eq!((more.wire_code(), more.members().len()), ("lost", 2));
}

#[test]
fn a_failure_stays_one_where_only_its_code_tells() {
    for body in [r#"{"code":null,"text":"lost"}"#, r#"{"code":"","text":"lost"}"#] {
        let failure = bare::Failure::from_json(body.as_bytes()).expect("a failure");
        assert_eq!((failure.code(), failure.wire_code()), (None, ""));
        assert_eq!(text(failure.to_json()), r#"{"code":null,"text":"lost"}"#);
    }
}
