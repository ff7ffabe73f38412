//! The HTTP status tells a success from a failure where the envelope does not.

use serde_json::{Value, json};

use crate::layouts::Bare;

type Envelope<T> = errcat::Envelope<T, Bare>;
type Failure = errcat::Failure<Bare>;

#[test]
fn a_success_may_have_a_member_with_the_codes_name() {
    for body in [
        r#"{"code":"gone","text":"Gone"}"#,
        r#"{"name":"ada","code":"4xp9fdt"}"#,
        r#"{"code":{"a":1}}"#,
        "{}",
    ] {
        for status in [200, 201, 302] {
            let read = Envelope::<Value>::from_json_with_status(body.as_bytes(), status).expect(body);
            let success = errcat::Success::from_json_with_status(body.as_bytes(), status).expect(body);
            assert_eq!(read.into_result().expect("a success"), success);
            assert_eq!(success.into_payload(), serde_json::from_str::<Value>(body).expect("JSON"));
            let error = Failure::from_json_with_status(body.as_bytes(), status).expect_err(body).to_string();
            assert!(error.starts_with("expected a failure, the body is a success"), "{error}");
        }
    }
}

#[test]
fn from_400_on_it_is_a_failure_with_or_without_a_code() {
    for (body, code, members) in [
        (r#"{"code":"gone","text":"Gone"}"#, "gone", 0),
        (r#"{"text":"Gone","code":"lost","id":7}"#, "lost", 1),
        (r#"{"message":"no Route matched"}"#, "", 1),
        ("{}", "", 0),
    ] {
        for status in [400, 404, 503, 599] {
            let read = Envelope::<()>::from_json_with_status(body.as_bytes(), status).expect(body);
            let failure = read.into_result().expect_err("a failure");
            assert_eq!(
                (failure.wire_code(), failure.status(), failure.members().len()),
                (code, status, members)
            );
            let failure = Failure::from_json_with_status(body.as_bytes(), status).expect(body);
            assert_eq!((failure.wire_code(), failure.status()), (code, status));
        }
    }
    let failure =
        Failure::from_json_with_status(br#"{"code":"gone","text":"Gone"}"#, 404).expect("a failure");
    assert_eq!((failure.is(Bare::Gone), failure.status()), (true, 404));
}

#[test]
fn without_a_status_the_code_tells() {
    let read = Envelope::<Value>::from_json(br#"{"name":"ada","code":"4xp9fdt"}"#).expect("an object");
    assert_eq!(read.into_result().expect_err("it has a code").wire_code(), "4xp9fdt");
    let read = Envelope::<Value>::from_json(br#"{"name":"ada"}"#).expect("an object");
    assert_eq!(read.into_result().expect("it has none").payload, json!({"name": "ada"}));
}

#[test]
fn where_the_envelope_tells_it_counts() {
    let failure = br#"{"result":"error","errorCode":"low_balance"}"#;
    let success = br#"{"result":"success","errorCode_":1}"#;
    for status in [200, 404, 500] {
        let read = crate::Envelope::<Value>::from_json_with_status(failure, status).expect("a failure");
        let failure = read.into_result().expect_err("it says so");
        // A status that is none of a failure's says less than the code's row.
        assert_eq!(failure.status(), if status < 400 { 402 } else { status });
        let read = crate::Envelope::<Value>::from_json_with_status(success, status).expect("a success");
        assert!(read.into_result().is_ok());
    }
    assert!(crate::Envelope::<Value>::from_json_with_status(br#"{"errorCode":"low_balance"}"#, 402).is_err());
}
