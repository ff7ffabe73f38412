//! What `errcat_catalog::generate` makes of a catalog is what errcat sends and documents.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use errcat::openapi::Contract;
use errcat::{Code, Failure, HttpKind};
use errcat_catalog::{Catalog, generate};
use serde_json::{Map, Value};
use tower::ServiceExt;

use crate::examples::with_each_shape;
use crate::validity::{is_valid, of_utoipa};

/// Two rows are the codes of all kinds, whose statuses they do not have.
mod fallbacks {
    #[errcat::catalog("openapi/fallbacks.toml")]
    pub(super) enum ErrorCode {}
}

mod fallbacks_with_200 {
    #[errcat::catalog("openapi/fallbacks_with_200.toml")]
    pub(super) enum ErrorCode {}
}

pub(crate) fn catalog(path: &str) -> Catalog {
    errcat_catalog::read(path, &mut |path: &str| std::fs::read(path)).expect("a catalog")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// A contract whose operations can also answer with the failures of a framework, as far as a schema lists their codes.
fn with_kinds<C: Code>() -> Contract<C> {
    let is_fallback = |kind: &HttpKind| matches!(kind, HttpKind::Fallback4xx | HttpKind::Fallback5xx);
    let is_listed = |kind: &HttpKind| !(C::BODIES.integer_codes && is_fallback(kind));
    let is_neutral = |kind: &HttpKind| Failure::<C>::from(*kind).code().is_none();
    let is_sent = |kind: &HttpKind| is_neutral(kind) || !is_fallback(kind);
    let kinds = HttpKind::ALL.iter().copied().filter(|kind| is_listed(kind) && is_sent(kind));
    kinds.fold(Contract::new(), Contract::with)
}

/// The codes in the description of a response, each with its text. A document merges two descriptions as paragraphs.
fn listed(response: &Value) -> Vec<&str> {
    let description = response["description"].as_str().expect("a text");
    let codes: Vec<_> = description.lines().filter(|line| line.starts_with("- ")).collect();
    if codes.is_empty() { vec![description] } else { codes }
}

/// The generated responses are those of handlers and of layers, and so are the schemas.
fn openapi_is_alike<C: Code>(path: &str) {
    let catalog = catalog(path);
    let media_type = &catalog.envelope.failure_content_type;
    let generated = json(&generate::openapi(&catalog, false));
    // The enum of this test can have another name than that of the file.
    let documented = of_utoipa::<C>(Some(&with_kinds()))
        .to_string()
        .replace("OrderFailure", "Failure")
        .replace("OrderCode", "ErrorCode");
    let documented = json(&documented);
    let responses = documented["paths"]["/"]["get"]["responses"].as_object().expect("an object");
    for (status, response) in responses {
        let status = if status == "default" { "200" } else { status };
        let generated = &generated["components"]["responses"][format!("Failure{status}")];
        for member in ["headers", "content"] {
            assert_eq!(generated[member], response[member], "{path}: {status}: {member}");
        }
        let (mut own, mut other) = (listed(generated), listed(response));
        if status == "200" {
            // The one is in the order of the file, the other in that of the statuses of the rows.
            own.sort_unstable();
            other.sort_unstable();
        }
        assert_eq!(own, other, "{path}: {status}");
        assert!(generated["content"][media_type].is_object(), "{path}: {status}");
    }
    for (name, schema) in documented["components"]["schemas"].as_object().expect("an object") {
        assert_eq!(generated["components"]["schemas"][name], *schema, "{path}: {name}");
    }
}

#[test]
fn openapi_is_what_handlers_document() {
    with_each_shape! { openapi_is_alike }
    // This catalog has deprecated codes.
    openapi_is_alike::<crate::odd::ErrorCode>("frameworks/catalog/codes.toml");
    openapi_is_alike::<fallbacks::ErrorCode>("openapi/fallbacks.toml");
    openapi_is_alike::<fallbacks_with_200::ErrorCode>("openapi/fallbacks_with_200.toml");
}

/// The bodies that are sent have the generated JSON Schema.
fn bodies_are_valid<C: Code>(path: &str) {
    let schema = json(&generate::json_schema(&catalog(path)));
    for code in C::ALL {
        let failure = Failure::new(*code);
        for (body, place) in [
            (failure.to_json(), "/$defs/failure"),
            (failure.to_problem_json(), "/$defs/problem"),
            (failure.to_json(), ""),
        ] {
            let body = serde_json::from_slice(&body).expect("JSON");
            assert!(is_valid(&schema, place, &body), "{path}: {place}: {body}");
        }
        assert!(!is_valid(&schema, "/$defs/failure", &serde_json::json!({})), "{path}");
    }
}

#[test]
fn bodies_have_the_generated_schema() {
    with_each_shape! { bodies_are_valid }
}

/// The JSON of a catalog has its schema, and each row.
fn json_is_whole<C: Code>(path: &str) {
    let schema = include_str!("../../schema/catalog.schema.json");
    let catalog = catalog(path);
    let all = json(&generate::json(&catalog, true));
    assert!(is_valid(&json(schema), "", &all), "{path}: {all:#}");
    let codes = all["codes"].as_array().expect("a list");
    assert_eq!(codes.len(), C::ALL.len(), "{path}");
    for (row, code) in codes.iter().zip(C::ALL) {
        assert_eq!(row["status"], code.status(), "{path}: {row}");
        assert_eq!(row["description"], code.description(), "{path}: {row}");
    }
    let published = json(&generate::json(&catalog, false));
    let internal = catalog.rows.iter().filter(|row| row.internal).count();
    assert_eq!(published["codes"].as_array().expect("a list").len(), codes.len() - internal, "{path}");
}

#[test]
fn the_json_of_a_catalog_has_its_schema() {
    with_each_shape! { json_is_whole }
}

/// The list of the codes that a service with this catalog serves.
fn served<C: Code>() -> Value {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let request = Request::get("/errors").body(Body::empty()).expect("a request");
        let service = Router::from(errcat::axum::catalog::<C>());
        let response = service.oneshot(request).await.expect("infallible");
        let body = to_bytes(response.into_body(), usize::MAX).await.expect("in memory");
        serde_json::from_slice(&body).expect("JSON")
    })
}

/// Whether a served object is the generated one without these members.
#[track_caller]
fn is_without(served: &Value, generated: &Value, left_out: &[&str]) {
    let mut expected = generated.as_object().expect("an object").clone();
    expected.retain(|name, _| !left_out.contains(&name.as_str()));
    assert_eq!(*served, Value::Object(expected));
}

fn served_list_is_alike<C: Code>(path: &str) {
    let generated = json(&generate::json(&catalog(path), false));
    let served = served::<C>();
    let [served_codes, codes] =
        [&served, &generated].map(|list| list["codes"].as_array().expect("a list").clone());
    assert_eq!(served_codes.len(), codes.len(), "{path}");
    for (served, generated) in served_codes.iter().zip(&codes) {
        let mut left_out = vec!["params", "level", "aliases", "internal", "body"];
        if generated["params"] != Value::Array(Vec::new()) {
            left_out.push("message");
        }
        is_without(served, generated, &left_out);
    }
    let without_codes = |list: &Value| {
        let members = list.as_object().expect("an object").clone().into_iter();
        Value::Object(members.filter(|(name, _)| name != "codes").collect::<Map<_, _>>())
    };
    let left_out =
        ["version", "prefix", "range", "expose_server_errors", "http", "reserved", "bodies", "schemas"];
    is_without(&without_codes(&served), &without_codes(&generated), &left_out);
}

#[test]
fn the_list_that_is_served_is_a_part_of_what_is_generated() {
    with_each_shape! { served_list_is_alike }
    served_list_is_alike::<crate::secret::ErrorCode>("openapi/secret.toml");
    served_list_is_alike::<crate::odd::ErrorCode>("frameworks/catalog/codes.toml");
}

fn texts_are_whole<C: Code>(path: &str) {
    let catalog = catalog(path);
    let texts = json(&generate::texts(&catalog, false));
    let texts = texts.as_object().expect("an object");
    let texts: Vec<_> =
        texts.iter().map(|(code, text)| (code.as_str(), text.as_str().expect("a text"))).collect();
    assert_eq!(generate::check_texts(&catalog, &texts), [], "{path}");
    assert!(!generate::check_texts(&catalog, &texts[1..]).is_empty(), "{path}: {}", C::NAME);
}

#[test]
fn the_texts_of_a_catalog_have_no_mistakes() {
    with_each_shape! { texts_are_whole }
}

#[test]
fn nothing_internal_is_generated_unless_asked() {
    let catalog = catalog("openapi/secret.toml");
    let published = [
        generate::json(&catalog, false),
        generate::openapi(&catalog, false),
        generate::json_schema(&catalog),
        generate::markdown(&catalog, false),
        generate::texts(&catalog, false),
    ];
    for text in published {
        for secret in ["A secret", "X-Secret", "\"refused\"", "`refused`"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }
    assert!(generate::markdown(&catalog, true).contains("| `refused` | 400 | A secret |"));
}
