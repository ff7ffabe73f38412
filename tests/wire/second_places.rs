//! Values at another place than the first one, or in another form, and what is sent on of them.

use errcat::{Envelope, Failure};
use serde_json::{Value, json};

use crate::text;

catalogs! {
    again "wire/odd_shapes/again.toml"
    digits "wire/odd_shapes/digits.toml"
    left_out "wire/odd_shapes/left_out.toml"
    left_out_of_two "wire/odd_shapes/left_out_of_two.toml"
    numbers "wire/odd_shapes/numbers.toml"
}

fn read<C: errcat::Code>(body: &Value, status: Option<u16>) -> Envelope<Value, C> {
    let text = body.to_string();
    let read = match status {
        None => Envelope::from_json(text.as_bytes()),
        Some(status) => Envelope::from_json_with_status(text.as_bytes(), status),
    };
    read.expect("a reply")
}

#[track_caller]
fn failure<C: errcat::Code>(body: &Value, status: Option<u16>) -> Failure<C> {
    read(body, status).into_result().expect_err("a failure")
}

#[test]
fn an_element_that_is_left_out_hides_no_object() {
    use left_out::ErrorCode;

    for code in [ErrorCode::SlowDown, ErrorCode::Busy] {
        let body: Value = serde_json::from_slice(&Failure::new(code).to_json()).expect("JSON");
        for status in [None, Some(code.status())] {
            assert!(failure::<ErrorCode>(&body, status).is(code), "{body}");
        }
    }
    let body = json!({ "errors": ["x", { "kind": "a", "code": "slow_down" }] });
    let sent_on = failure::<ErrorCode>(&body, None);
    assert!(Failure::<ErrorCode>::from_json(&sent_on.to_json()).expect("its own").is(ErrorCode::SlowDown));
}

/// The text of a success would make a success of the body.
#[test]
fn a_code_that_is_sent_on_is_never_that_of_a_success() {
    use digits::ErrorCode;

    for (code, sent) in [(json!(0), json!(0)), (json!(1), json!("1")), (json!("new"), json!("new"))] {
        let failure = failure::<ErrorCode>(&json!({ "code": code }), None);
        assert_eq!(text(failure.to_json()), json!({ "code": sent }).to_string());
    }
    let failure =
        Failure::<ErrorCode>::from_problem_json(br#"{"code":"0","status":429}"#).expect("a failure");
    assert_eq!(text(failure.to_json()), r#"{"code":0}"#);
}

#[test]
fn the_number_of_a_success_at_two_places_is_sent_on_as_a_text() {
    let body = br#"{"code":"0","status":429}"#;
    let failure = Failure::<numbers::ErrorCode>::from_problem_json(body).expect("a failure");
    assert_eq!(text(failure.to_json()), r#"{"id":"0","code":"0"}"#);
    let again = Failure::<numbers::ErrorCode>::from_json(&failure.to_json()).expect("its own");
    assert_eq!(again.wire_code(), "0");
}

#[test]
fn two_objects_behind_an_element_that_is_left_out_are_found() {
    let failure = Failure::new(left_out_of_two::ErrorCode::SlowDown).with_description("slower");
    let read = Failure::<left_out_of_two::ErrorCode>::from_json(&failure.to_json()).expect("its own");
    assert_eq!((read.wire_code(), read.description()), ("slow_down", "slower"));
}

#[test]
fn a_value_of_another_type_does_not_hide_a_later_place() {
    use again::ErrorCode;

    let with = |first: Value, second: Value| {
        let body = json!({ "ok": 0, "code": "new", "retry": first, "error": { "retry": second } });
        failure::<ErrorCode>(&body, Some(400))
    };
    assert!(with(json!("soon"), json!(true)).is_retryable());
    assert!(with(json!(true), json!("soon")).is_retryable());
    assert!(!with(json!("soon"), json!(1)).is_retryable());
    let sent_on: Value = serde_json::from_slice(&with(json!("soon"), json!(true)).to_json()).expect("JSON");
    assert_eq!((&sent_on["retry"], &sent_on["error"]["retry"]), (&json!(true), &json!(true)));
}

#[test]
fn the_status_of_the_reply_hides_no_later_place() {
    let body = json!({ "ok": 0, "code": "new", "say": ["x"] });
    for status in [None, Some(404)] {
        let failure = failure::<again::ErrorCode>(&body, status);
        assert_eq!(failure.members().get("say"), Some(&json!(["x"])), "{status:?}");
    }
}

#[test]
fn a_success_has_the_time_of_a_later_place() {
    let body = json!({ "ok": 1, "meta": { "at": "2017-10-09T08:48:34Z" } });
    let success = read::<again::ErrorCode>(&body, None).into_result().expect("a success");
    assert_eq!(success.server_time().map(|time| time.to_string()).as_deref(), Some("2017-10-09T08:48:34Z"));
}

#[test]
fn a_whole_number_that_is_sent_on_as_a_text_is_an_integer() {
    use again::error_code::SlowDown;

    let body = json!({ "ok": 0, "code": "slow_down", "params": { "seconds": 60.0 } });
    let failure = failure::<again::ErrorCode>(&body, None);
    assert_eq!(failure.params::<SlowDown>().expect("params").expect("numbers").seconds, 60);
    let again = Failure::<again::ErrorCode>::from_json(&failure.to_json()).expect("its own");
    assert_eq!(again.params::<SlowDown>().expect("params").expect("numbers").seconds, 60);
}

#[test]
fn zero_has_no_sign() {
    let read = Envelope::<Value, again::ErrorCode>::from_json(br#"{"ok":-0,"code":"slow_down"}"#);
    assert!(
        read.expect("a reply").into_result().is_err_and(|failure| failure.is(again::ErrorCode::SlowDown))
    );
}
