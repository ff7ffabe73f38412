//! A payload is the same whatever the order of the members, to the byte.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Debug;

use errcat::{Code, Success};
use errcat_tests::ErrorCode;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::layouts::{Bare, Number};

/// What no value of `serde_json` holds: a number of 128 bits, what is borrowed, an object as it was written, a name that
/// stands twice.
#[derive(Debug, Deserialize)]
struct Payload<'a> {
    id: u128,
    smallest: i128,
    name: &'a str,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    signed: &'a RawValue,
    owned: Box<RawValue>,
    #[serde(borrow)]
    parts: BTreeMap<&'a str, Vec<&'a RawValue>>,
    price: f64,
}

const MEMBERS: [&str; 8] = [
    r#""id":340282366920938463463374607431768211455"#,
    r#""smallest":-170141183460469231731687303715884105728"#,
    r#""name":"ada""#,
    r#""kind":"user""#,
    r#""signed":{"b":1.10,"a":[2e0,  "\u00e9"],"b":1}"#,
    r#""owned":{"z":1.0,"a":1e2}"#,
    r#""parts":{"x":[1.50,{"k":2,"k":3}]}"#,
    r#""price":0.1"#,
];

/// The members with those of the envelope at each place among them, two of them always in a row.
fn bodies(own: &[&str]) -> Vec<String> {
    let places = 0..=MEMBERS.len();
    let bodies = places.map(|place| {
        let mut members = MEMBERS.to_vec();
        members.splice(place..place, own.iter().copied());
        format!("{{{}}}", members.join(" , "))
    });
    bodies.collect()
}

#[track_caller]
fn are_alike<C: Code>(bodies: &[String]) {
    for body in bodies {
        let read = Success::<Payload<'_>, C>::from_json(body.as_bytes()).expect(body).into_payload();
        assert_eq!((read.id, read.smallest), (u128::MAX, i128::MIN), "{body}");
        assert_eq!((read.name, &*read.kind), ("ada", "user"), "{body}");
        assert!(body.as_bytes().as_ptr_range().contains(&read.name.as_ptr()), "{body}");
        assert!(matches!(read.kind, Cow::Borrowed(_)), "{body}");
        assert_eq!(read.signed.get(), r#"{"b":1.10,"a":[2e0,  "\u00e9"],"b":1}"#);
        assert_eq!(read.owned.get(), r#"{"z":1.0,"a":1e2}"#);
        assert_eq!(
            read.parts["x"].iter().map(|part| part.get()).collect::<Vec<_>>(),
            ["1.50", r#"{"k":2,"k":3}"#]
        );
        assert_eq!(read.price.to_bits(), 0.1_f64.to_bits());
        let envelope = errcat::Envelope::<Payload<'_>, C>::from_json(body.as_bytes());
        assert!(envelope.expect(body).into_result().is_ok());
        for status in [200, 201] {
            let envelope = errcat::Envelope::<Payload<'_>, C>::from_json_with_status(body.as_bytes(), status);
            assert!(envelope.expect(body).into_result().is_ok());
        }
    }
}

#[test]
fn wherever_the_envelopes_members_stand() {
    let time = r#""server_time":"2017-10-09T08:53:18Z""#;
    let result = r#""result":"success""#;
    for own in [&[result, time][..], &[time, result], &[result]] {
        are_alike::<ErrorCode>(&bodies(own));
    }
    are_alike::<Number>(&bodies(&[r#""ok":true"#]));
}

#[test]
fn where_no_member_tells() {
    are_alike::<Bare>(&bodies(&[]));
}

/// The payload is tried before it is known that the body is a failure.
#[test]
fn a_failure_is_one_wherever_it_tells() {
    type Envelope<'a, C> = errcat::Envelope<Payload<'a>, C>;
    let result = r#""result":"error""#;
    let code = r#""errorCode":"low_balance""#;
    for own in [&[result, code][..], &[code, result]] {
        for body in bodies(own) {
            let read = Envelope::<ErrorCode>::from_json(body.as_bytes()).expect(&body);
            let failure = read.into_result().expect_err("it says so");
            assert!(failure.is(ErrorCode::LowBalance));
            assert_eq!(failure.members().len(), MEMBERS.len());
        }
    }
    for body in bodies(&[r#""code":"gone""#]) {
        let read = Envelope::<Bare>::from_json(body.as_bytes()).expect(&body);
        assert!(read.into_result().expect_err("it has a code").is(Bare::Gone));
    }
}

#[test]
fn what_is_wrong_with_a_payload_is_told_wherever_the_result_stands() {
    for body in [
        r#"{"result":"success","name":5}"#,
        r#"{"name":5,"result":"success"}"#,
        r#"{"name":5,"server_time":null,"result":"success","more":1}"#,
    ] {
        let error = crate::Success::<Payload<'_>>::from_json(body.as_bytes()).expect_err(body).to_string();
        assert!(error.starts_with("invalid type: integer `5`, expected a borrowed string"), "{error}");
    }
    let error = crate::refusal(r#"{"id":1,"server_time":null}"#);
    assert!(error.starts_with("the body has no member `result`"), "{error}");
}
