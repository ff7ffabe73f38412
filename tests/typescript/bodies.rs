//! Bodies: those that errcat writes, and those that differ from them in one place.

use std::time::Duration;

use errcat::{Code, Failure, FieldError, HttpKind, Success};
use serde_json::{Map, Value, json};

use crate::fixture::{Fixture, fixture};

/// Texts that are no body, or one of a wrong type.
const TEXTS: [&str; 9] = ["", "{", "<html>", "null", "5", "\"text\"", "[]", "{}", "\u{feff}{}"];

/// Texts in the place of a time. Only some of them are one.
const TIMES: [&str; 17] = [
    "2020-11-18T21:26:11",
    "2017-02-29T08:48:34Z",
    "2016-02-29T08:48:34Z",
    "2017-10-09T24:00:00Z",
    "2017-10-09T23:60:00Z",
    "2023-01-01 00:00:00Z",
    "2016-12-31T23:59:60Z",
    "2016-12-31t23:59:59.25z",
    "2016-12-31T23:59:59.999999999+05:30",
    "2016-12-31T23:59:59.1234567890Z",
    "2016-12-31T23:59:59-23:59",
    "2016-12-31T23:59Z",
    "2016-12-31",
    "Mon, 09 Oct 2017 08:48:34 GMT",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "10000-01-01T00:00:00Z",
];

/// Numbers in the place of a time, a wait or a status.
const NUMBERS: [i64; 7] =
    [0, -1, 31_536_000, 31_536_001, 253_402_207_200, 253_402_207_201, 1_507_538_914_000];

/// The fixtures of a catalog: a failure of each row, those with params, and successes.
pub(crate) fn fixtures<C: Code>(with_params: fn() -> Vec<Failure<C>>) -> Vec<Fixture> {
    let mut fixtures = Vec::new();
    let plain = || C::ALL.iter().map(|code| Failure::new(*code)).chain(with_params());
    let with_members = plain().map(|failure| failure.with_member("x_more", json!({"a": [1, null]})));
    for body in plain().chain(with_members).map(|failure| text(failure.to_json())) {
        whole::<C>(&body, &mut fixtures);
    }
    for kind in HttpKind::ALL {
        for status in [kind.usual_status(), 404, 502] {
            let failure = Failure::<C>::from_http(*kind, status);
            let body = text(failure.to_json());
            fixtures.push(fixture::<C>(&body, Some(failure.status()), true));
            fixtures.push(fixture::<C>(&body, None, true));
        }
    }
    // Without params, two rows are enough to differ in.
    let varied = C::ALL.iter().take(2).map(|code| Failure::new(*code)).chain(with_params());
    for body in varied.map(|failure| text(full(failure).to_json())).chain(successes::<C>()) {
        whole::<C>(&body, &mut fixtures);
        let value: Value = serde_json::from_str(&body).expect("JSON");
        for changed in changed(&value) {
            let changed = changed.to_string();
            fixtures.push(fixture::<C>(&changed, None, false));
            fixtures.push(fixture::<C>(&changed, Some(422), false));
        }
    }
    for text in TEXTS {
        for status in [None, Some(204), Some(502)] {
            fixtures.push(fixture::<C>(text, status, false));
        }
    }
    fixtures
}

/// A body that a service writes, with each kind of status, and after a byte order mark.
fn whole<C: Code>(body: &str, fixtures: &mut Vec<Fixture>) {
    for status in [None, Some(200), Some(422)] {
        fixtures.push(fixture::<C>(body, status, true));
    }
    fixtures.push(fixture::<C>(&format!("\u{feff} {body}"), None, true));
}

/// A failure with everything that an occurrence can add, except for members.
fn full<C: Code>(failure: Failure<C>) -> Failure<C> {
    let failure = failure.with_description("a \"text\"\n").expose();
    failure.with_fields(fields()).with_retry_after(Duration::from_secs(7))
}

fn successes<C: Code>() -> impl Iterator<Item = String> {
    let payloads = [json!({"id": "x", "n": [1, null]}), json!({}), json!([1]), json!("text"), json!(null)];
    // A payload that is no object has no place in some of the bodies.
    payloads.into_iter().filter_map(|payload| Success::<_, C>::new(payload).to_json().ok()).map(text)
}

fn text(body: Vec<u8>) -> String {
    String::from_utf8(body).expect("UTF-8")
}

fn fields() -> [FieldError; 2] {
    [
        FieldError::new("items[0].name", "is \"empty\"").with_code("required"),
        FieldError::new("age", "is too low"),
    ]
}

/// Values that differ from a value in one place: a member is missing, added, or of another type.
fn changed(value: &Value) -> Vec<Value> {
    let mut all = vec![json!(null), json!(7), json!("7"), json!(true), json!([]), json!({})];
    match value {
        Value::Object(members) => {
            all.extend(members.keys().map(|name| without(members, name)));
            all.extend(["__proto__", "constructor", "x_new"].map(|name| with(members, name, json!([1]))));
            for (name, member) in members {
                all.extend(changed(member).into_iter().map(|member| with(members, name, member)));
            }
        }
        Value::Array(items) => {
            all.push(items.iter().rev().cloned().collect());
            all.push([json!({"x": 1})].iter().chain(items).cloned().collect());
            for (index, item) in items.iter().enumerate() {
                all.extend(changed(item).into_iter().map(|item| {
                    let mut items = items.clone();
                    items[index] = item;
                    items.into()
                }));
            }
        }
        Value::String(text) if text.len() == 20 && text.ends_with('Z') => all.extend(TIMES.map(Value::from)),
        Value::Number(_) => all.extend(NUMBERS.map(Value::from)),
        _ => {}
    }
    all
}

fn without(members: &Map<String, Value>, name: &str) -> Value {
    let mut members = members.clone();
    members.remove(name);
    members.into()
}

fn with(members: &Map<String, Value>, name: &str, value: Value) -> Value {
    let mut members = members.clone();
    members.insert(name.to_owned(), value);
    members.into()
}
