//! Properties of what a peer sends: a failure of a template with other values, members and codes.

use std::time::Duration;

use errcat::{Code, Failure, FieldError};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::templates::{Check, all, reordered};
use crate::{forwarding, later_places, occurrences, odd_shapes, text};

/// A change of a body.
#[derive(Clone, Debug)]
struct Change {
    /// Which value of the body.
    at: prop::sample::Index,
    /// The new value. Without one, the value goes away.
    to: Option<Value>,
    /// The name of a new member. It has the new value, and the others stay.
    name: Option<String>,
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let names = [
        "m0", "m1", "m2", "m3", "m4", "m5", "m6", "m8", "x", "code", "text", "help", "wait", "title",
        "message", "type", "param", "status", "errors", "field", "detail", "seconds", "details", "fields",
        "meta", "error", "data", "p",
    ];
    let values = [
        json!(null),
        json!(true),
        json!(5),
        json!("text"),
        json!("newer"),
        json!("1"),
        json!(429),
        json!("99999999999"),
        json!(60),
        json!("2017-10-09T08:53:18Z"),
        json!([{"field": "a", "description": "b", "code": "newer"}]),
        json!({"a": ["b"]}),
        json!({"seconds": 5, "p": "q", "trace": 7}),
        json!(["a"]),
        json!([]),
        json!({}),
        json!({"m0": "text", "m1": 5, "x": 1, "code": "newer"}),
    ];
    let change = (
        any::<prop::sample::Index>(),
        prop::option::weighted(0.9, prop::sample::select(values.to_vec())),
        prop::option::of(prop::sample::select(names.to_vec())),
    );
    let change = change.prop_map(|(at, to, name)| Change { at, to, name: name.map(str::to_owned) });
    prop::collection::vec(change, 1..7)
}

impl Change {
    fn apply(&self, body: &mut Value) {
        let mut count = 0;
        visit(body, &mut |_| {
            count += 1;
            false
        });
        let mut at = self.at.index(count);
        visit(body, &mut |value| {
            let is_it = at == 0;
            at = at.wrapping_sub(1);
            if is_it {
                self.change(value);
            }
            is_it
        });
    }

    fn change(&self, value: &mut Value) {
        match (value, &self.name, &self.to) {
            (Value::Object(members), Some(name), Some(to)) => drop(members.insert(name.clone(), to.clone())),
            (Value::Object(members), Some(name), None) => drop(members.remove(name)),
            (value, _, to) => *value = to.clone().unwrap_or_default(),
        }
    }
}

/// Calls the function with each value of the body, until it returns true.
fn visit(value: &mut Value, change: &mut dyn FnMut(&mut Value) -> bool) -> bool {
    if change(value) {
        return true;
    }
    match value {
        Value::Array(items) => items.iter_mut().any(|item| visit(item, change)),
        Value::Object(members) => members.values_mut().any(|member| visit(member, change)),
        _ => false,
    }
}

/// What a client sees of a failure.
fn seen<C: Code>(failure: &Failure<C>) -> String {
    let shown = (failure.wire_code(), failure.description(), failure.server_time(), failure.retry_after());
    // Below 500, a failure is no incident, and its id is not sent on.
    let incident = failure.incident().filter(|_| failure.status() >= 500);
    // Field errors by path are members of an object, in any order.
    let mut fields = failure.fields().to_vec();
    fields.sort_by(|one, other| one.path().cmp(other.path()));
    let data = (failure.to_params(), fields, incident, failure.request_id());
    format!("{shown:?} {data:?} {} {}", failure.status(), failure.is_retryable())
}

struct FromPeer<'a> {
    changes: &'a [Change],
    row: prop::sample::Index,
    turn: usize,
}

impl Check for FromPeer<'_> {
    fn check<C: Code>(&mut self, template: &str) {
        let failure = Failure::new(*self.row.get(C::ALL));
        let full = Failure::new(*self.row.get(C::ALL))
            .with_member("x", json!({"a": [1, null]}))
            .with_fields([FieldError::new("items[0].name", "is \"empty\"").with_code("required")])
            .with_retry_after(Duration::from_secs(7));
        for failure in [failure, full] {
            let body = self.changed(&failure.to_json());
            order_does_not_count::<C>(&body, self.turn, template);
            is_sent_on(
                &body,
                template,
                &Envelope::<C> {
                    read: |body| Failure::from_json_with_status(body.as_bytes(), 404),
                    write: Failure::to_json,
                },
            );
            let document = self.changed(&failure.to_problem_json());
            is_sent_on(
                &document,
                template,
                &Envelope::<C> {
                    read: |body| Failure::from_problem_json(body.as_bytes()),
                    write: Failure::to_problem_json,
                },
            );
        }
    }
}

impl FromPeer<'_> {
    fn changed(&self, body: &[u8]) -> Value {
        let mut body = serde_json::from_slice(body).expect("JSON");
        self.changes.iter().for_each(|change| change.apply(&mut body));
        body
    }
}

/// How a failure is read and written.
struct Envelope<C: Code> {
    read: fn(&str) -> serde_json::Result<Failure<C>>,
    write: fn(&Failure<C>) -> Vec<u8>,
}

fn order_does_not_count<C: Code>(body: &Value, turn: usize, template: &str) {
    let members = |failure: Failure<C>| (seen(&failure), failure.members().clone());
    let of_text = Failure::<C>::from_json(body.to_string().as_bytes()).map(members);
    let of_another = Failure::<C>::from_json(reordered(body, turn).as_bytes()).map(members);
    let of_value = serde_json::from_value::<Failure<C>>(body.clone()).map(members);
    assert_eq!(of_text.as_ref().ok(), of_another.as_ref().ok(), "{template}, another order: {body}");
    assert_eq!(of_text.as_ref().ok(), of_value.as_ref().ok(), "{template}, from a value: {body}");
}

fn is_sent_on<C: Code>(body: &Value, template: &str, Envelope { read, write }: &Envelope<C>) {
    let Ok(first) = read(&body.to_string()) else { return };
    let sent = text(write(&first));
    // A problem document without a code is another service's. It is written if a peer's code is null.
    let Ok(second) = read(&sent) else { return assert_eq!(first.wire_code(), "", "{template}: {sent}") };
    assert_eq!(seen(&second), seen(&first), "{template}: {body}, sent on as {sent}");
    assert_eq!(text(write(&second)), sent, "{template}: {body}");
}

macro_rules! check_each {
    ($check:ident, $($file:ident::{$($name:ident)*})*) => {
        $($($check.check::<$file::$name::ErrorCode>(stringify!($name));)*)*
    };
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_peer_sends_is_read_in_any_order_and_goes_on(
        changes in changes(), row in any::<prop::sample::Index>(), turn in 0_usize..64
    ) {
        let mut check = FromPeer { changes: &changes, row, turn };
        all(&mut check);
        check_each! {
            check,
            forwarding::{cloudflare defaults lists names problem_type stripe}
            later_places::{causes}
            occurrences::{always details json_api places spread}
            odd_shapes::{deep elements errcode listed paths places request rpc state text_code twice whole zero}
        }
    }
}
