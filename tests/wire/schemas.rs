//! The JSON Schema of each catalog takes every body that errcat writes with it, and refuses others.

mod service;
mod validator;
mod wrong;

use std::collections::HashSet;
use std::time::Duration;

use errcat::{Code, Failure, FieldError, HttpKind, Success};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::openapi::RefOr;
use validator::{Schema, Schemas, with_id};

use crate::occurrences::{self, Rows, Values};
use crate::{layouts, shapes, templates};

catalogs! { served "../examples/platform/error_codes.toml" }

/// A failure as it is, and with each thing that an occurrence can add.
fn variations<C: Code>(failure: impl Fn() -> Failure<C>) -> Vec<Failure<C>> {
    let fields = [
        FieldError::new("items[0].name", "is \"empty\"").with_code("required"),
        FieldError::new("age", "is too low"),
    ];
    vec![
        failure(),
        failure().with_description("a \"text\"").expose(),
        failure().with_fields(fields),
        failure().with_member("attempts_left", json!([1, null])),
        failure().with_retry_after(Duration::from_millis(1500)),
        failure().with_status(418),
        failure().with_status(500),
    ]
}

/// Failures that a framework answers by itself, with the code of a row or a neutral code.
fn of_frameworks<C: Code>() -> impl Iterator<Item = Failure<C>> {
    let kinds = HttpKind::ALL.iter().map(|kind| (*kind, kind.status::<C>()));
    let others = [(HttpKind::Timeout, 504), (HttpKind::Fallback4xx, 418), (HttpKind::Fallback5xx, 599)];
    kinds.chain(others).flat_map(|(kind, status)| variations(move || Failure::from_http(kind, status)))
}

/// Checks the schemas of a catalog with its rows, and with failures of its own.
#[track_caller]
fn hold<C: Code>(own: Vec<Failure<C>>) {
    let rows = C::ALL.iter().flat_map(|&code| variations(|| Failure::new(code)));
    let failures: Vec<_> = rows.chain(of_frameworks()).chain(own).collect();
    let schemas = Schemas::<C>::with_payload(&with_id());
    let bodies: Vec<Value> = failures.iter().map(|failure| value(&failure.to_json())).collect();
    let documents: Vec<Value> = failures.iter().map(|failure| value(&failure.to_problem_json())).collect();
    let params: HashSet<String> =
        failures.iter().flat_map(|failure| failure.to_params().into_iter().map(|(name, _)| name)).collect();
    for (schema, bodies) in [(&schemas.failure, &bodies), (&schemas.problem, &documents)] {
        are_taken_and_others_are_not(schema, bodies);
        let found = wrong::always_there(&schema.text, &bodies.iter().collect::<Vec<_>>());
        // An object of params requires none of them, because every row has others.
        let found: Vec<String> = found.into_iter().filter(|name| !params.contains(name)).collect();
        assert_eq!(found, [""; 0], "{}", schema.text);
    }
    lists_codes(&schemas.code, &failures);
    let success = written::<C>(&json!({ "id": "x", "n": 1 })).expect("an object");
    are_taken_and_others_are_not(&schemas.success, std::slice::from_ref(&success));
    assert!(!schemas.failure.takes(&success), "{success} is no failure");
    for body in &bodies {
        assert!(!schemas.success.takes(body), "{body} is no success");
    }
    takes_other_payloads::<C>();
    utoipa_holds(&schemas);
}

#[track_caller]
fn value(body: &[u8]) -> Value {
    serde_json::from_slice(body).expect("JSON")
}

/// The body of a success. `None` if the payload has no members, and its members would be at the root.
fn written<C: Code>(payload: &impl Serialize) -> Option<Value> {
    Success::<_, C>::new(payload).to_json().ok().map(|body| value(&body))
}

#[track_caller]
fn are_taken_and_others_are_not(schema: &Schema, bodies: &[Value]) {
    let mut count = 0;
    for body in bodies {
        schema.must_take(body);
        for wrong in wrong::bodies(&schema.text, body) {
            assert!(!schema.takes(&wrong), "{wrong} is taken by {}", schema.text);
            count += 1;
        }
    }
    assert!(count >= bodies.len(), "{count} wrong bodies of {}", bodies.len());
}

/// The schema lists the codes of all rows, in their order, and every neutral code.
#[track_caller]
fn lists_codes<C: Code>(schema: &Value, failures: &[Failure<C>]) {
    let listed = schema["examples"].as_array().expect("codes");
    let json = |code: &str| match schema["type"].as_str() {
        Some("integer") => code.parse::<i64>().expect("digits").into(),
        _ => Value::from(code),
    };
    let rows: Vec<Value> = C::ALL.iter().map(|code| json(code.code())).collect();
    assert_eq!(listed[..rows.len()], rows);
    for failure in failures.iter().filter(|failure| failure.code().is_none()) {
        let code = json(failure.wire_code());
        // The statuses of the fallbacks are too many.
        assert!(listed.contains(&code) || [json!(418), json!(599)].contains(&code), "{code}");
    }
}

/// A payload that is no object with an `id`.
#[track_caller]
fn takes_other_payloads<C: Code>() {
    let payloads = [
        // Without a place of its own, `()` has no members.
        (json!({ "type": ["object", "null"] }), written::<C>(&())),
        (json!({ "type": "array", "items": { "type": "integer" } }), written::<C>(&[1, 2])),
        (json!({ "type": "string" }), written::<C>(&"text")),
        (json!({ "type": ["integer", "null"] }), written::<C>(&Some(5))),
    ];
    assert!(payloads[0].1.is_some());
    for (schema, body) in payloads {
        if let Some(body) = body {
            let success = Schemas::<C>::with_payload(&schema).success;
            success.must_take(&body);
        }
    }
}

/// The types of `utoipa` drop what they do not know.
#[track_caller]
fn utoipa_holds<C>(schemas: &Schemas<C>) {
    let Schemas { code, failure, success, problem, .. } = schemas;
    for schema in [code, &failure.text, &success.text, &problem.text] {
        let held: RefOr<utoipa::openapi::Schema> = serde_json::from_value(schema.clone()).expect("a schema");
        assert_eq!(json!(held), *schema);
    }
}

/// The failures that need params.
fn with_params<C: Rows>() -> Vec<Failure<C>> {
    let values = Values {
        text: "a \"text\"".to_owned(),
        boolean: true,
        small: u32::MAX,
        large: u64::MAX,
        minus: i32::MIN,
        deep: i64::MIN,
        fraction: 0.5,
    };
    let every_type = variations(|| C::failure(&values));
    let others = variations(|| C::slow_down(60, "call")).into_iter().chain([C::overloaded(7)]);
    every_type.into_iter().chain(others).collect()
}

#[test]
fn the_platform() {
    use errcat_tests::{ErrorCode, error_code::RequestTooFast};
    hold::<ErrorCode>(variations(|| RequestTooFast { seconds: 60 }.into()));
    // Here, every kind of a framework's failure has a code, so a failure has a title.
    hold::<served::ErrorCode>(Vec::new());
    let schemas = Schemas::<served::ErrorCode>::with_payload(&with_id());
    assert_eq!(schemas.problem.text["required"], json!(["title", "status", "detail", "code"]));
}

#[test]
fn other_names_and_integers() {
    hold::<layouts::Bare>(Vec::new());
    hold::<layouts::Escapes>(Vec::new());
    hold::<layouts::Number>(Vec::new());
}

#[test]
fn shapes_of_well_known_apis() {
    hold::<shapes::cloudflare::ErrorCode>(Vec::new());
    hold::<shapes::code_zero::ErrorCode>(Vec::new());
    hold::<shapes::github::ErrorCode>(Vec::new());
    hold::<shapes::google::ErrorCode>(Vec::new());
    let most = || shapes::json_api::error_code::TitleTooLong { most: 7 }.into();
    hold::<shapes::json_api::ErrorCode>(variations(most));
    hold::<shapes::laravel::ErrorCode>(Vec::new());
    let param = || shapes::openai::error_code::RateLimitExceeded { param: "n".to_owned() }.into();
    hold::<shapes::openai::ErrorCode>(variations(param));
    hold::<shapes::problem::ErrorCode>(Vec::new());
    hold::<shapes::slack::ErrorCode>(Vec::new());
    let param = || shapes::stripe::error_code::ParameterMissing { param: "n".to_owned() }.into();
    hold::<shapes::stripe::ErrorCode>(variations(param));
    hold::<shapes::telegram::ErrorCode>(Vec::new());
}

#[test]
fn params_and_field_errors() {
    hold::<occurrences::always::ErrorCode>(with_params());
    hold::<occurrences::details::ErrorCode>(with_params());
    hold::<occurrences::flat::ErrorCode>(with_params());
    hold::<occurrences::google::ErrorCode>(with_params());
    hold::<occurrences::json_api::ErrorCode>(with_params());
    hold::<occurrences::laravel::ErrorCode>(with_params());
    hold::<occurrences::openai::ErrorCode>(with_params());
    hold::<occurrences::places::ErrorCode>(with_params());
    hold::<occurrences::problem::ErrorCode>(with_params());
    hold::<occurrences::spread::ErrorCode>(with_params());
    hold::<occurrences::stripe::ErrorCode>(with_params());
}

/// A layer of a framework knows the ids of its requests.
#[test]
fn ids_of_requests() {
    let schemas = Schemas::<occurrences::flat::ErrorCode>::with_payload(&with_id());
    let [success, failure] = ["/ok", "/fails"].map(service::ask);
    schemas.success.must_take(&success);
    schemas.failure.must_take(&failure);
    for (schema, body) in [(&schemas.success, success), (&schemas.failure, failure)] {
        assert_eq!(body["request"], service::ID);
        for wrong in wrong::bodies(&schema.text, &body) {
            assert!(!schema.takes(&wrong), "{wrong}");
        }
    }
}

#[test]
fn every_template() {
    struct Holds;
    impl templates::Check for Holds {
        fn check<C: Code>(&mut self, _: &str) {
            hold::<C>(Vec::new());
        }
    }
    templates::all(&mut Holds);
}
