//! Payloads that cannot lie flat in an envelope: an error that says why, never a broken body.

use std::collections::{BTreeMap, HashMap};

use errcat_tests::ErrorCode;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{Success, text, time};

#[track_caller]
fn refusal(payload: impl Serialize) -> String {
    match Success::new(payload).to_json() {
        Ok(body) => panic!("{} was sent", text(body)),
        Err(error) => error.to_string(),
    }
}

#[track_caller]
fn members(payload: impl Serialize) -> String {
    let body = Success::new(payload).at(time("2017-10-09T08:53:18Z")).to_json().expect("an object");
    let body = text(body);
    let head = r#"{"result":"success","server_time":"2017-10-09T08:53:18Z""#;
    body.strip_prefix(head).expect("the head comes first").to_owned()
}

#[test]
fn a_payload_that_is_no_object() {
    let expected = "expected an object: a struct, or a map with string keys";
    for (message, what) in [
        (refusal(true), "a boolean"),
        (refusal(1_u8), "a number"),
        (refusal(-1_i128), "a number"),
        (refusal(1.5), "a number"),
        (refusal('x'), "a string"),
        (refusal("text"), "a string"),
        (refusal(vec![1]), "an array"),
        (refusal((1, 2)), "an array"),
        (refusal(json!("text")), "a string"),
        (refusal(json!([])), "an array"),
        (refusal(Some(7)), "a number"),
    ] {
        assert_eq!(message, format!("the payload is {what}, {expected}"));
    }
}

#[test]
fn an_enum_that_is_no_object() {
    #[derive(Serialize)]
    enum Reply {
        Unit,
        Tuple(u8, u8),
    }

    assert!(refusal(Reply::Unit).starts_with("the payload is the string `Unit`, expected an object"));
    assert!(refusal(Reply::Tuple(1, 2)).starts_with("the payload is the tuple variant `Tuple`, expected"));
}

#[test]
fn a_member_with_a_name_of_the_envelope() {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Reply {
        error_code: u8,
    }

    let own =
        |name| format!("the payload has a member `{name}`, but the envelope has a member with this name");
    assert_eq!(refusal(Reply { error_code: 1 }), own("errorCode"));
    for name in ["result", "server_time", "errorCode"] {
        assert_eq!(refusal(BTreeMap::from([(name, 1)])), own(name));
        assert_eq!(refusal(json!({ name: null })), own(name));
    }
    assert_eq!(
        members(json!({"Result": 1, "results": 2, "status": 3})),
        r#","Result":1,"results":2,"status":3}"#
    );
    // Only a failure has it, and `result` says that this is none.
    assert_eq!(members(json!({"desp": "saved"})), r#","desp":"saved"}"#);
}

#[test]
fn a_member_that_cannot_be_a_name() {
    assert!(refusal(HashMap::from([((1, 2), 3)])).contains("key must be a string"));
}

#[test]
fn objects_of_every_shape() {
    #[derive(Serialize)]
    #[serde(rename_all = "snake_case")]
    enum Reply {
        Newtype(u8),
        Struct { a: u8, b: Option<u8> },
    }

    #[derive(Serialize)]
    struct Wrapped(BTreeMap<u8, &'static str>);

    #[derive(Serialize)]
    struct Flattened {
        a: u8,
        #[serde(flatten)]
        rest: BTreeMap<&'static str, u8>,
        #[serde(skip_serializing_if = "Option::is_none")]
        none: Option<u8>,
    }

    #[derive(Serialize)]
    struct Empty;

    assert_eq!(members(()), "}");
    assert_eq!(members(Empty), "}");
    assert_eq!(members(None::<Wrapped>), "}");
    assert_eq!(members(Some(Reply::Newtype(1))), r#","newtype":1}"#);
    assert_eq!(members(Reply::Struct { a: 1, b: None }), r#","struct":{"a":1,"b":null}}"#);
    assert_eq!(members(Wrapped(BTreeMap::from([(1, "x")]))), r#","1":"x"}"#);
    let rest = BTreeMap::from([("b", 2)]);
    assert_eq!(members(Flattened { a: 1, rest, none: None }), r#","a":1,"b":2}"#);
    assert_eq!(members(Box::new(json!({}))), "}");
}

/// A name is a key, whatever type the key has.
#[test]
fn a_map_is_read_with_the_keys_with_which_it_was_written() {
    #[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    struct Id(String);

    fn again<K: Serialize + DeserializeOwned + Ord + std::fmt::Debug>(key: K, other: K) {
        let payload = BTreeMap::from([(key, 1), (other, 2)]);
        let body = Success::new(&payload).to_json().expect("an object");
        assert_eq!(crate::Success::<BTreeMap<K, u8>>::from_json(&body).expect("its own").payload, payload);
        let mut cbor = Vec::new();
        ciborium::into_writer(&Success::new(&payload), &mut cbor).expect("a map");
        let read: crate::Success<BTreeMap<K, u8>> = ciborium::from_reader(&cbor[..]).expect("its own");
        assert_eq!(read.payload, payload);
        let packed = rmp_serde::to_vec_named(&Success::new(&payload)).expect("a map");
        assert_eq!(
            rmp_serde::from_slice::<crate::Success<BTreeMap<K, u8>>>(&packed).expect("its own").payload,
            payload
        );
    }
    again(Id("a".to_owned()), Id("b".to_owned()));
    again(1_u32, 2);
    again(-1_i64, u8::MAX.into());
    again(std::net::IpAddr::from([127, 0, 0, 1]), [10, 0, 0, 1].into());
    again(true, false);
    again('a', 'b');
    again(u128::MAX, 1);
    again(Some(1_u8), Some(2));
    again(ErrorCode::InvalidFormat, ErrorCode::WrongPassword);
    let body = br#"{"result":"success","x":1}"#;
    let error = crate::Success::<BTreeMap<u32, u8>>::from_json(body).expect_err("no number").to_string();
    assert!(error.contains("invalid digit found in string"), "{error}");
}

#[test]
fn nothing_is_read_as_none() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Page {
        next: Option<u8>,
        #[serde(default)]
        last: bool,
    }
    for page in [None, Some(Page { next: None, last: false }), Some(Page { next: Some(7), last: true })] {
        let body = Success::new(&page).to_json().expect("an object");
        let read = crate::Success::<Option<Page>>::from_json(&body).expect("its own");
        assert_eq!(read.payload, page, "{}", String::from_utf8_lossy(&body));
    }
}

#[test]
fn a_payload_that_fails_half_way() {
    #[derive(Serialize)]
    struct Reply {
        good: u8,
        #[serde(serialize_with = "fail")]
        bad: String,
    }

    fn fail<S: serde::Serializer>(_: &str, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("the disk is gone"))
    }

    assert_eq!(refusal(Reply { good: 1, bad: String::new() }), "the disk is gone");
}

#[test]
fn a_member_of_a_failure_never_stands_for_the_envelopes_own() {
    let failure = crate::Failure::new(errcat_tests::ErrorCode::LowBalance)
        .at(time("2017-10-09T08:53:18Z"))
        .with_description("pay \"first\"\n\u{1}é")
        .with_member("errorCode", "other")
        .with_member("balance", 3)
        .with_member("balance", 4);
    let body = r#"{"result":"error","server_time":"2017-10-09T08:53:18Z","errorCode":"low_balance","desp":"pay \"first\"\n\u0001é","balance":4}"#;
    assert_eq!(text(failure.to_json()), body);
}

#[test]
fn a_success_without_a_usual_time_is_written_as_serde_writes_it() {
    #[derive(Debug, serde::Serialize, serde::Deserialize, PartialEq)]
    struct Payload {
        b: u128,
        a: f64,
        list: Vec<Option<String>>,
    }
    let payload = || Payload { b: u128::MAX, a: 0.1, list: vec![None, Some("\u{2028}\"".to_owned())] };
    let members = r#""b":340282366920938463463374607431768211455,"a":0.1,"list":[null,"\u2028\""]"#;
    let body = format!(r#"{{"result":"success",{members}}}"#);
    let without = Success::<Payload>::from_json(body.as_bytes()).expect("a success");
    assert_eq!(without, Success::<Payload>::from_json(&without.to_json().expect("JSON")).expect("a success"));
    assert_eq!(without.server_time(), None);
    let ancient = Success::<_>::new(payload()).at(time("-000044-03-15T12:00:00Z"));
    for success in [without, ancient] {
        assert_eq!(success.payload, payload());
        let body = success.to_json().expect("JSON");
        assert_eq!(text(body), text(serde_json::to_vec(&success).expect("JSON")));
    }
    let error = Success::<_>::new([1]).at(time("-000044-03-15T12:00:00Z")).to_json().expect_err("an array");
    assert!(error.to_string().contains("expected an object"), "{error}");
}
