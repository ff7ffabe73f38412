//! Bodies and templates that have misled a reader.

use errcat::{Code, Envelope, Failure, Success};
use serde_json::{Value, json};

use crate::{text, time};

catalogs! {
    deep "wire/odd_shapes/deep.toml"
    places "wire/odd_shapes/places.toml"
    request "wire/odd_shapes/request.toml"
    state "wire/odd_shapes/state.toml"
    text_code "wire/odd_shapes/text.toml"
}

fn failure<C: Code>(body: &str, status: Option<u16>) -> Result<Failure<C>, String> {
    let read = match status {
        None => Envelope::<Value, C>::from_json(body.as_bytes()),
        Some(status) => Envelope::from_json_with_status(body.as_bytes(), status),
    };
    match read {
        Ok(Envelope::Failure(failure)) => Ok(failure),
        Ok(Envelope::Success(success)) => Err(format!("a success: {success:?}")),
        Err(error) => Err(error.to_string()),
    }
}

/// The time of a success is compared as bytes. The members after it are the payload's.
#[test]
fn a_slot_without_a_value_takes_no_member_of_the_payload() {
    type Code = request::ErrorCode;
    let success = Success::<_, Code>::new(json!({"n": 1, "token_id": "a"})).at(time("2017-10-09T08:53:18Z"));
    let body = success.to_json().expect("an object");
    assert_eq!(
        text(body.clone()),
        r#"{"result":"success","server_time":"2017-10-09T08:53:18Z","n":1,"token_id":"a"}"#
    );
    let read = Success::<Value, Code>::from_json(&body).expect("its own");
    assert_eq!(read.payload, success.payload);
    let with_id = br#"{"result":"success","server_time":"2017-10-09T08:53:18Z","request_id":"r","n":1}"#;
    assert_eq!(Success::<Value, Code>::from_json(with_id).expect("a success").payload, json!({"n": 1}));
}

/// The first place of a slot is read, but not in a text with several slots.
#[test]
fn a_text_with_several_slots_hides_none_of_them() {
    type Code = text_code::ErrorCode;
    let body = r#"{"summary":"gone: lost","code":"ERR-gone","message":"lost"}"#;
    assert_eq!(text(Failure::new(Code::Gone).with_description("lost").to_json()), body);
    for status in [None, Some(410)] {
        let read = failure::<Code>(body, status).expect("a failure");
        assert_eq!((read.code(), read.description()), (Some(Code::Gone), "lost"));
    }
    // The code is there, but it has another form.
    let read = failure::<Code>(r#"{"code":"WARN-gone"}"#, None).expect("a failure");
    assert_eq!((read.code(), &read.members()["code"]), (None, &json!("WARN-gone")));
    assert!(failure::<Code>(r#"{"code":5}"#, None).is_ok());
}

#[test]
fn a_failure_without_a_code_is_sent_on_as_a_failure() {
    type Code = state::ErrorCode;
    for body in [r#"{"state":null,"error":{"more":null}}"#, r#"{"state":99,"error":{"more":null}}"#] {
        let read = failure::<Code>(body, None).expect("a failure");
        assert_eq!(read.code(), None);
        assert_eq!(text(read.to_json()), body);
        assert_eq!(serde_json::to_string(&read).expect("JSON"), body);
    }
    let failure = Failure::new(Code::Gone);
    assert_eq!(serde_json::to_string(&failure).expect("JSON"), text(failure.to_json()));
}

#[test]
fn the_status_decides_where_the_place_of_the_code_is_empty() {
    type Code = deep::ErrorCode;
    for body in [r#"{"errors":[]}"#, r#"{"errors":[{"kind":"warning"}]}"#] {
        assert_eq!(failure::<Code>(body, Some(404)).expect("a failure").code(), None);
    }
    assert!(failure::<Code>(r#"{"message":"no route"}"#, Some(404)).is_err(), "a foreign body");
    let twice = r#"{"errors":[{"kind":"error","code":"gone","code":"kept"}]}"#;
    let error = failure::<Code>(twice, None).expect_err("the code is there twice");
    assert!(error.contains("duplicate member `code`"), "{error}");
    for code in [r#""\ud800""#, "true"] {
        let body = format!(r#"{{"errors":[{{"kind":"error","code":{code}}}]}}"#);
        assert!(failure::<Code>(&body, None).is_err(), "{body}");
    }
}

/// A member next to the object with the text has the same name.
#[test]
fn another_text_does_not_take_the_place_of_the_rows() {
    type Code = deep::ErrorCode;
    let body = r#"{"detail":"of a proxy","errors":[{"kind":"error","code":"gone"}]}"#;
    let read = failure::<Code>(body, Some(410)).expect("a failure");
    assert_eq!((read.description(), &read.members()["detail"]), ("It is gone", &json!("of a proxy")));
    assert_eq!(text(read.to_json()), r#"{"errors":[{"kind":"error","code":"gone","detail":"It is gone"}]}"#);
}

#[test]
fn a_payload_of_any_type_is_read_from_a_value() {
    type Code = deep::ErrorCode;
    let read = serde_json::from_value::<Success<Option<Value>, Code>>(json!({"a": 1})).expect("a success");
    assert_eq!(read.payload, Some(json!({"a": 1})));
    let read = serde_json::from_value::<Success<Vec<u8>, Code>>(json!([1, 2])).expect("a success");
    assert_eq!(read.payload, [1, 2]);
    let mut bytes = Vec::new();
    ciborium::into_writer(
        &json!({"errors": [{"kind": "error", "code": "gone", "detail": null}]}),
        &mut bytes,
    )
    .expect("CBOR");
    let read: Failure<Code> = ciborium::from_reader(&bytes[..]).expect("a failure");
    assert!(read.is(Code::Gone));
}

/// A peer's text is kept with what is around its slot, and its values take the place of nulls.
#[test]
fn what_a_peer_says_with_another_code_goes_on_as_it_was() {
    type Code = places::ErrorCode;
    let body = r#"{"error":"lost","type":"https://errors.example.com/lost","param":"a","code":"lost","again":{"code":"lost"}}"#;
    let read = failure::<Code>(body, None).expect("a failure");
    assert_eq!(read.members()["type"], "https://errors.example.com/lost");
    let again: Value = serde_json::from_slice(&read.to_json()).expect("JSON");
    assert_eq!(again, serde_json::from_str::<Value>(body).expect("JSON"));
}

/// The place that separates the two bodies is never left out.
#[test]
fn without_its_text_a_failure_is_still_one() {
    type Code = places::ErrorCode;
    let read = failure::<Code>(r#"{"error":null,"code":"lost"}"#, None).expect("a failure");
    assert_eq!(read.description(), "");
    let sent = text(read.to_json());
    assert!(sent.starts_with(r#"{"error":null,"#), "{sent}");
    assert_eq!(failure::<Code>(&sent, None).expect("still a failure").wire_code(), "lost");
}

#[test]
fn the_first_place_of_a_slot_is_read_whatever_the_spaces() {
    type Code = places::ErrorCode;
    let body = r#"{"error":"It is gone","type":"https://errors.example.com/it-is-gone","param":null,"code":"gone","again":{"code":"other"}}"#;
    for body in [body.to_owned(), body.replace(':', ": ").replace("https: //", "https://")] {
        let read = failure::<Code>(&body, None).expect("a failure");
        assert_eq!((read.code(), read.members().len()), (Some(Code::Gone), 0), "{body}");
    }
}
