//! Properties of every template: what is written comes back, in any order of members.

#[path = "../../fuzz/promises/template.rs"]
pub(crate) mod promises;

use errcat::{Code, Envelope, Failure, Success};
use proptest::prelude::*;
use serde_json::{Map, Value};

use crate::{text, time};

macro_rules! templates {
    ($($number:ident $path:literal)*) => {
        catalogs! { $($number $path)* }

        /// Checks a property for every template.
        pub(crate) fn all(check: &mut impl Check) {
            $(check.check::<$number::ErrorCode>(stringify!($number));)*
        }
    };
}

templates! {
    t0 "wire/templates/0.toml" t1 "wire/templates/1.toml" t2 "wire/templates/2.toml" t3 "wire/templates/3.toml"
    t4 "wire/templates/4.toml" t5 "wire/templates/5.toml" t6 "wire/templates/6.toml" t7 "wire/templates/7.toml"
    t8 "wire/templates/8.toml" t9 "wire/templates/9.toml" t10 "wire/templates/10.toml" t11 "wire/templates/11.toml"
    t12 "wire/templates/12.toml" t13 "wire/templates/13.toml" t14 "wire/templates/14.toml" t15 "wire/templates/15.toml"
    t16 "wire/templates/16.toml" t17 "wire/templates/17.toml" t18 "wire/templates/18.toml" t19 "wire/templates/19.toml"
    t20 "wire/templates/20.toml" t21 "wire/templates/21.toml" t22 "wire/templates/22.toml" t23 "wire/templates/23.toml"
}

/// A property of a catalog.
pub(crate) trait Check {
    fn check<C: Code>(&mut self, template: &str);
}

/// What an occurrence adds to its row.
#[derive(Clone, Debug)]
struct Occurrence {
    row: prop::sample::Index,
    text: Option<String>,
    wait: Option<u32>,
    members: Map<String, Value>,
}

impl Occurrence {
    fn failure<C: Code>(&self) -> Failure<C> {
        let mut failure = Failure::new(*self.row.get(C::ALL)).at(time("2017-10-09T08:53:18Z"));
        if let Some(text) = &self.text {
            failure = failure.with_description(text.clone()).expose();
        }
        if let Some(wait) = self.wait {
            failure = failure.with_retry_after(std::time::Duration::from_secs(wait.into()));
        }
        self.members.iter().fold(failure, |failure, (name, value)| failure.with_member(name, value.clone()))
    }
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::hash_map(any::<String>(), inner, 0..3)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Names that no template has.
fn members() -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::hash_map("x[a-z\"\\\\]{0,6}", value(), 0..4)
        .prop_map(|members| members.into_iter().collect())
}

fn occurrence() -> impl Strategy<Value = Occurrence> {
    // A longer wait than a year is none for a client.
    let wait = prop::option::of(0..=365 * 24 * 60 * 60_u32);
    (any::<prop::sample::Index>(), any::<Option<String>>(), wait, members())
        .prop_map(|(row, text, wait, members)| Occurrence { row, text, wait, members })
}

/// The same value with the members of every object in another order.
pub(crate) fn reordered(value: &Value, turn: usize) -> String {
    match value {
        Value::Object(members) => {
            let mut members: Vec<String> = members
                .iter()
                .map(|(name, value)| {
                    format!("{}: {}", Value::from(name.as_str()), reordered(value, turn + 1))
                })
                .collect();
            let len = members.len().max(1);
            members.rotate_left(turn % len);
            if turn % 2 == 1 {
                members.reverse();
            }
            format!("{{ {} }}", members.join(" ,"))
        }
        Value::Array(items) => {
            format!(
                "[ {} ]",
                items.iter().map(|item| reordered(item, turn + 1)).collect::<Vec<_>>().join(", ")
            )
        }
        other => other.to_string(),
    }
}

struct ComesBack<'a> {
    occurrence: &'a Occurrence,
    turn: usize,
}

impl Check for ComesBack<'_> {
    fn check<C: Code>(&mut self, template: &str) {
        let failure = self.occurrence.failure::<C>();
        let body = failure.to_json();
        let shown = text(body.clone());
        assert_eq!(
            shown,
            serde_json::to_string(&failure).expect("JSON"),
            "{template}: the segments and the tree"
        );
        let value: Value = serde_json::from_slice(&body).expect("JSON");
        for body in [shown.clone(), reordered(&value, self.turn), format!(" {shown}\n")] {
            let read = Failure::<C>::from_json_with_status(body.as_bytes(), failure.status()).expect(&body);
            assert_eq!(read.code(), failure.code(), "{template}: {body}");
            assert_eq!(read.status(), failure.status(), "{template}: {body}");
            assert_eq!(read.description(), failure.description(), "{template}: {body}");
            assert_eq!(read.server_time(), failure.server_time(), "{template}: {body}");
            assert_eq!(read.members(), failure.members(), "{template}: {body}");
            let again: Value = serde_json::from_slice(&read.to_json()).expect("JSON");
            assert_eq!(again, value, "{template}: it goes on as it came");
            let envelope = Envelope::<Value, C>::from_json(body.as_bytes()).expect(&body).into_result();
            assert_eq!(
                envelope.expect_err("a failure, without a status").code(),
                failure.code(),
                "{template}"
            );
        }
        let slowly: Failure<C> = serde_json::from_slice(&body).expect("its own");
        assert_eq!(slowly.code(), failure.code(), "{template}: by serde");
    }
}

struct PayloadComesBack<'a> {
    payload: &'a Map<String, Value>,
    turn: usize,
}

impl Check for PayloadComesBack<'_> {
    fn check<C: Code>(&mut self, template: &str) {
        let success = Success::<_, C>::new(self.payload.clone());
        let shown = text(success.to_json().expect("an object"));
        assert_eq!(shown, serde_json::to_string(&success).expect("JSON"), "{template}");
        let value: Value = serde_json::from_str(&shown).expect("JSON");
        for body in [shown, reordered(&value, self.turn)] {
            let read =
                Envelope::<Map<String, Value>, C>::from_json_with_status(body.as_bytes(), 200).expect(&body);
            assert_eq!(&read.into_result().expect("a success").payload, self.payload, "{template}: {body}");
        }
    }
}

/// Any bytes, near to a body of the template or not, are a reply or an error.
struct HoldsPromises<'a> {
    occurrence: &'a Occurrence,
    at: prop::sample::Index,
    to: u8,
}

impl Check for HoldsPromises<'_> {
    fn check<C: Code>(&mut self, _: &str) {
        let mut body = self.occurrence.failure::<C>().to_json();
        let at = self.at.index(body.len());
        body[at] = self.to;
        promises::hold::<C>(&body);
        body.truncate(at);
        promises::hold::<C>(&body);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_failure_of_any_template_comes_back(occurrence in occurrence(), turn in 0_usize..64) {
        all(&mut ComesBack { occurrence: &occurrence, turn });
    }

    #[test]
    fn a_payload_of_any_template_comes_back(payload in members(), turn in 0_usize..64) {
        all(&mut PayloadComesBack { payload: &payload, turn });
    }

    #[test]
    fn what_is_nearly_a_body_of_a_template_is_a_reply_or_an_error(
        occurrence in occurrence(), at in any::<prop::sample::Index>(), to in any::<u8>()
    ) {
        all(&mut HoldsPromises { occurrence: &occurrence, at, to });
    }
}
