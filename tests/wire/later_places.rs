//! A slot in several places is read from the first place that has a value, whatever the order of the members.

use errcat::{Envelope, Failure};
use serde_json::{Value, json};

use crate::time;

catalogs! {
    causes "wire/odd_shapes/causes.toml"
    problem_type "wire/shapes/problem_type.toml"
    times "wire/odd_shapes/times.toml"
}

use self::causes::ErrorCode;

/// Reads a failure without its status, with it, and with its members in reverse order. All of them find the same.
fn read(body: &Value) -> Failure<ErrorCode> {
    let texts = [body.to_string(), reversed(body)];
    let mut failures = texts.iter().flat_map(|text| {
        [
            Envelope::<Value, _>::from_json(text.as_bytes()),
            Envelope::from_json_with_status(text.as_bytes(), 400),
        ]
    });
    let failure = failures.next().expect("a body").expect("a reply").into_result().expect_err("a failure");
    for other in failures {
        let other = other.expect("a reply").into_result().expect_err("a failure");
        assert_eq!(other.wire_code(), failure.wire_code(), "{body}");
        assert_eq!(other.description(), failure.description(), "{body}");
        assert_eq!(other.retry_after(), failure.retry_after(), "{body}");
        assert_eq!(other.members(), failure.members(), "{body}");
    }
    failure
}

/// The same JSON, with the members of each object in reverse order.
fn reversed(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .rev()
                .map(|(name, value)| format!("{}:{}", json!(name), reversed(value)))
                .collect();
            format!("{{{}}}", members.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(reversed).collect::<Vec<_>>().join(",")),
        scalar => scalar.to_string(),
    }
}

#[test]
fn the_first_place_with_a_value_counts() {
    let both =
        json!({"error": {"root_cause": [{"type": "bad", "reason": "a"}], "type": "busy", "reason": "b"}});
    assert_eq!(read(&both).code(), Some(ErrorCode::Bad));
    assert_eq!(read(&both).description(), "a");
    let only_the_second = json!({"error": {"root_cause": [], "type": "bad", "reason": "b"}});
    assert_eq!(read(&only_the_second).code(), Some(ErrorCode::Bad));
    assert_eq!(read(&only_the_second).description(), "b");
    let null = json!({"error": {"root_cause": [{"type": null}], "type": "bad"}, "header": {"name": "busy"}});
    assert_eq!(read(&null).code(), Some(ErrorCode::Bad));
    let only_the_third = json!({"header": {"name": "busy", "wait": "in 9 s"}, "error": {}});
    assert_eq!(read(&only_the_third).code(), Some(ErrorCode::Busy));
    assert_eq!(read(&only_the_third).retry_after().expect("a wait").as_secs(), 9);
}

#[test]
fn an_integer_may_have_a_fraction_of_zero() {
    let failure = read(&json!({"error": {"type": "busy"}, "wait": 64.0, "status": 503.0}));
    assert_eq!(failure.retry_after().expect("a wait").as_secs(), 64);
    assert!(failure.members().is_empty());
    let failure = read(&json!({"error": {"type": "busy"}, "wait": 64.5}));
    assert_eq!((failure.members().len(), &failure.members()["wait"]), (1, &json!(64.5)));
}

#[test]
fn a_wrong_type_at_a_later_place_costs_nothing_else() {
    let right_before =
        json!({"error": {"root_cause": [{"type": "bad", "reason": "a"}], "type": true, "reason": 5}});
    let read_before = read(&right_before);
    assert_eq!((read_before.code(), read_before.description()), (Some(ErrorCode::Bad), "a"));
    assert!(read_before.members().is_empty());
    let wrong = json!({"error": {"type": {"a": 1}, "reason": 5}, "header": {"name": "bad"}});
    assert_eq!(read(&wrong).code(), Some(ErrorCode::Bad));
}

#[test]
fn a_value_that_no_place_accepts_is_a_member() {
    for (name, body) in [
        ("reason", json!({"error": {"type": "bad", "reason": {"a": 1}}})),
        ("wait", json!({"error": {"type": "bad"}, "wait": ["soon"]})),
    ] {
        assert!(read(&body).members().contains_key(name), "{body}");
    }
    // An object without added members keeps nothing.
    assert!(read(&json!({"error": {"type": "bad"}, "header": {"wait": "soon"}})).members().is_empty());
}

/// Without constants and without a status, only a member at a place of the code shows that a body is a failure.
#[test]
fn a_code_of_any_type_makes_a_failure() {
    let read = |body| Envelope::<Value, problem_type::ErrorCode>::from_json(body).expect("a reply");
    for body in [r#"{"type":{},"detail":"no"}"#, r#"{"type":["a"]}"#, r#"{"type":"about:blank"}"#] {
        let failure = read(body.as_bytes()).into_result().expect_err("a failure");
        assert_eq!((failure.code(), failure.members().len()), (None, 1), "{body}");
    }
    let success = r#"{"kind":{}}"#;
    assert!(read(success.as_bytes()).into_result().is_ok());
}

#[test]
fn what_a_service_writes_is_read_from_the_first_places() {
    for code in ErrorCode::ALL.iter().copied() {
        let sent = Failure::new(code).with_description("lost");
        let body = serde_json::from_slice(&sent.to_json()).expect("JSON");
        let failure = read(&body);
        assert_eq!((failure.code(), failure.description()), (Some(code), "lost"));
        assert!(failure.members().is_empty());
    }
}

/// `{server_time}` counts before `{unix_time}`.
#[test]
fn of_two_times_always_the_same_counts() {
    for body in [
        r#"{"code":"gone","at":"2017-10-09T08:53:18Z","seconds":1}"#,
        r#"{"seconds":1,"at":"2017-10-09T08:53:18Z","code":"gone"}"#,
    ] {
        let read = Failure::<times::ErrorCode>::from_json(body.as_bytes()).expect("a failure");
        assert_eq!(read.server_time(), Some(time("2017-10-09T08:53:18Z")), "{body}");
    }
    let read = Failure::<times::ErrorCode>::from_json(br#"{"code":"gone","seconds":1}"#).expect("a failure");
    assert_eq!(read.server_time(), Some(time("1970-01-01T00:00:01Z")));
}
