//! The promises about every reply, with any catalog and any payload.
//!
//! The fuzz target and the ordinary tests check them.

use std::fmt::Debug;

use errcat::{Code, Envelope, Failure, Success};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A payload with members of many types, as a client of the platform could have it.
#[derive(Debug, Deserialize, Serialize)]
struct Login {
    token_id: String,
    expire_time: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    channels: Vec<u64>,
    account: Option<Box<Login>>,
    kind: Option<Kind>,
    #[serde(flatten)]
    more: Map<String, Value>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    User,
    Device { position: i64 },
}

/// Reads the bytes as a reply, with several types of payload, and checks the promises about the result.
///
/// # Panics
///
/// Panics if a promise is broken.
pub(crate) fn hold<C: Code>(body: &[u8]) {
    with_payload::<Value, C>(body);
    with_payload::<Map<String, Value>, C>(body);
    with_payload::<Login, C>(body);
    with_payload::<(), C>(body);
}

fn with_payload<T: Debug + DeserializeOwned + Serialize, C: Code>(body: &[u8]) {
    fast_paths_agree_with_serde::<T, C>(body);
    let success = Success::<T, C>::from_json(body);
    let failure = Failure::<C>::from_json(body);
    match (Envelope::<T, C>::from_json(body), success, failure) {
        (Ok(Envelope::Success(envelope)), Ok(success), Err(_)) => {
            are_equal_successes(&envelope, &success);
            a_success_is_sent(&success);
        }
        (Ok(Envelope::Failure(envelope)), Err(_), Ok(failure)) => {
            are_equal_failures(&envelope, &failure);
            a_failure_is_sent(&failure);
        }
        (Err(error), Err(_), Err(_)) => assert!(!error.to_string().is_empty()),
        answers => panic!("the three types disagree: {answers:?}"),
    }
}

/// The functions that read and write bytes without serde return exactly what serde returns.
fn fast_paths_agree_with_serde<T: Debug + DeserializeOwned + Serialize, C: Code>(body: &[u8]) {
    // A body may be an error for only one of the two: until serde knows whether the body is a success or a failure, it
    // stores the members as values, which cannot contain duplicate names or unpaired surrogates.
    let slowly = serde_json::from_slice::<Envelope<T, C>>(body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body));
    let read = Envelope::<T, C>::from_json(body);
    if let (Ok(read), Ok(slowly)) = (&read, &slowly) {
        assert_eq!(format!("{read:?}"), format!("{slowly:?}"));
    }
    if let Ok(envelope) = read {
        let slowly = serde_json::to_vec(&envelope).map_err(|error| error.to_string());
        assert_eq!(envelope.to_json().map_err(|error| error.to_string()), slowly);
    }
}

/// A payload can be sent unless it has a member with the name of a member of the bodies.
fn a_success_is_sent<T: Debug + DeserializeOwned + Serialize, C: Code>(success: &Success<T, C>) {
    let empty = Success::<(), C>::new(()).to_json().expect("a success without a payload can be sent");
    let failure = C::ALL.first().map(|&code| Failure::new(code).to_json()).unwrap_or_default();
    let members = |body: &[u8]| serde_json::from_slice::<Map<String, Value>>(body).unwrap_or_default();
    let own: Map<String, Value> = members(&empty).into_iter().chain(members(&failure)).collect();
    let owns = |members: &Map<String, Value>| members.keys().any(|name| own.contains_key(name));
    match success.to_json() {
        Ok(body) => {
            is_compact(&body);
            are_equal_successes(
                success,
                &Success::from_json(&body).expect("a reply that is sent can be read"),
            );
        }
        Err(error) => assert!(payload(success).as_object().is_some_and(owns), "{error}"),
    }
}

fn a_failure_is_sent<C: Code>(failure: &Failure<C>) {
    let body = failure.to_json();
    is_compact(&body);
    are_equal_failures(failure, &Failure::from_json(&body).expect("a reply that is sent can be read"));
}

/// Small devices search a body for bytes.
fn is_compact(body: &[u8]) {
    let text = str::from_utf8(body).expect("JSON is UTF-8");
    assert!(!text.starts_with("{ ") && !text.contains('\n'), "{text}");
}

fn payload<T: Serialize, C>(success: &Success<T, C>) -> Value {
    serde_json::to_value(&success.payload).expect("it was read from JSON")
}

fn are_equal_successes<T: Debug + Serialize, C>(one: &Success<T, C>, other: &Success<T, C>) {
    let is_equal = one.server_time() == other.server_time() && is_equal(&payload(one), &payload(other));
    assert!(is_equal, "{one:?} is not {other:?}");
}

fn are_equal_failures<C: Code>(one: &Failure<C>, other: &Failure<C>) {
    assert_eq!(one.code(), other.code());
    assert_eq!(one.wire_code(), other.wire_code());
    assert_eq!(one.status(), other.status());
    assert_eq!(one.description(), other.description());
    assert_eq!(one.server_time(), other.server_time());
    assert_eq!(one.retry_after(), other.retry_after());
    assert_eq!(one.to_string(), other.to_string());
    assert!(are_equal_members(one.members(), other.members()), "{one:?} is not {other:?}");
}

fn are_equal_members(one: &Map<String, Value>, other: &Map<String, Value>) -> bool {
    let is_equal =
        |(one, other): ((&String, &Value), (&String, &Value))| one.0 == other.0 && is_equal(one.1, other.1);
    one.len() == other.len() && one.iter().zip(other).all(is_equal)
}

/// A floating-point number may change in its last digits. Everything else is the same.
fn is_equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => are_equal_members(one, other),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_equal(one, other))
        }
        (Value::Number(one), Value::Number(other)) if one.is_f64() && other.is_f64() => {
            let bits = |number: &serde_json::Number| number.as_f64().map_or(0, f64::to_bits);
            bits(one).abs_diff(bits(other)) < 8
        }
        (one, other) => one == other,
    }
}
