//! Invariants over any reply and any bytes.

#[path = "../../fuzz/promises/envelope.rs"]
mod promises;
#[path = "../../fuzz/promises/seeds.rs"]
mod seeds;

use errcat_tests::ErrorCode;
use proptest::prelude::*;
use serde_json::{Map, Value};

use crate::layouts::{Bare, Number};
use crate::{Envelope, Failure, text};

/// What is worth putting into a body.
const PIECES: &[&str] = &[
    "",
    ",",
    ":",
    "\"",
    "{",
    "}",
    "[",
    "]",
    "null",
    "true",
    "-0",
    "+5",
    "007",
    "1e308",
    "18446744073709551615",
    "\\u00e9",
    "\"result\":\"error\",",
    "\"result\":\"success\",",
    "\"server_time\":null,",
    "\"errorCode\":",
    "\"code\":",
    "\"ok\":",
    "\"desp\":\"\",",
];

/// Holds the answers of every catalog here to their promises.
fn hold(body: &[u8]) {
    promises::hold::<ErrorCode>(body);
    promises::hold::<Number>(body);
    promises::hold::<Bare>(body);
}

/// Any JSON value, a few levels deep.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        // Whole halves: a decimal fraction may come back as its neighbour.
        any::<i32>().prop_map(|number| Value::from(f64::from(number) / 2.0)),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(any::<String>(), inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Members that are not the envelope's own.
fn members() -> impl Strategy<Value = Map<String, Value>> {
    let name = prop_oneof!["[a-z_]{1,12}", any::<String>()];
    prop::collection::hash_map(name, value(), 0..5).prop_map(|members| {
        let own = |name: &String| ["result", "server_time", "errorCode", "desp"].contains(&name.as_str());
        members.into_iter().filter(|(name, _)| !own(name)).collect()
    })
}

fn failure() -> impl Strategy<Value = Failure> {
    let code = prop::sample::select(ErrorCode::ALL);
    let second = jiff::Timestamp::MIN.as_second()..=jiff::Timestamp::MAX.as_second();
    (code, second, any::<Option<String>>(), members()).prop_map(|(code, second, description, members)| {
        let time = jiff::Timestamp::from_second(second).expect("in range");
        let mut failure = Failure::new(code).at(time);
        if let Some(description) = description {
            failure = failure.with_description(description);
        }
        members.into_iter().fold(failure, |failure, (name, value)| failure.with_member(name, value))
    })
}

/// The object's members in another order.
fn shuffled(body: &[u8]) -> impl Strategy<Value = String> + use<> {
    let object: Map<String, Value> = serde_json::from_slice(body).expect("an object");
    let members: Vec<_> = object.into_iter().collect();
    Just(members).prop_shuffle().prop_map(|members| {
        let members: Vec<_> =
            members.iter().map(|(name, value)| format!("{}:{value}", Value::from(name.as_str()))).collect();
        format!("{{{}}}", members.join(","))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_failure_comes_back_as_it_was(failure in failure()) {
        let body = failure.to_json();
        let read = Failure::from_json(&body).expect("its own");
        prop_assert_eq!(read.code(), failure.code());
        prop_assert_eq!(read.description(), failure.description());
        prop_assert_eq!(read.server_time(), failure.server_time());
        prop_assert_eq!(read.members(), failure.members());
        prop_assert_eq!(text(read.to_json()), text(body.clone()));
        // The short cuts for bytes, beside serde.
        prop_assert_eq!(text(body.clone()), serde_json::to_string(&failure)?);
        let slowly: Failure = serde_json::from_slice(&body)?;
        prop_assert_eq!(format!("{read:?}"), format!("{slowly:?}"));
    }

    #[test]
    fn a_failures_members_may_stand_in_any_order(
        (failure, body) in failure().prop_flat_map(|failure| {
            let body = failure.to_json();
            (Just(body.clone()), shuffled(&body))
        })
    ) {
        let read = Failure::from_json(body.as_bytes()).expect("the same members");
        let (read, failure): (Value, Value) =
            (serde_json::from_slice(&read.to_json())?, serde_json::from_slice(&failure)?);
        prop_assert_eq!(read, failure);
    }

    #[test]
    fn a_payload_comes_back_in_any_order(
        (payload, body) in members().prop_flat_map(|payload| {
            let body = errcat::Success::<_, ErrorCode>::new(payload.clone()).to_json().expect("an object");
            (Just(payload), shuffled(&body))
        })
    ) {
        let read = Envelope::<Map<String, Value>>::from_json(body.as_bytes()).expect("the same members");
        prop_assert_eq!(read.into_result().expect("a success").into_payload(), payload);
    }

    #[test]
    fn a_success_is_what_serde_makes_of_it(payload in members(), second in -99_999_999_999_i64..99_999_999_999) {
        let time = jiff::Timestamp::from_second(second).expect("in range");
        let success = errcat::Success::<_, ErrorCode>::new(payload).at(time);
        prop_assert_eq!(text(success.to_json()?), serde_json::to_string(&success)?);
    }

    #[test]
    fn any_bytes_are_a_value_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        hold(&bytes);
    }

    /// A few edits away from what is right is where decoders go wrong.
    #[test]
    fn what_is_nearly_a_body_is_a_value_or_an_error(body in seeds::near("envelope", PIECES)) {
        hold(&body);
    }

    #[test]
    fn half_a_body_is_an_error(failure in failure(), at in any::<prop::sample::Index>()) {
        let mut body = failure.to_json();
        body.truncate(at.index(body.len()));
        prop_assert!(Envelope::<Value>::from_json(&body).is_err());
    }
}

#[test]
fn the_seeds_keep_the_promises() {
    for body in seeds::seeds("envelope") {
        hold(&body);
    }
}
