//! The responses of a set of codes.

use errcat::openapi::AnyOf;
use errcat::{Code, Failure};
use serde_json::{Value, json};
use utoipa::IntoResponses;

use crate::{AccessError, ErrorCode, OrderError, ReadError, RenameError, SlackError, error_code};

/// The responses of a type, as JSON.
fn responses<R: IntoResponses>() -> Value {
    serde_json::to_value(R::responses()).expect("JSON")
}

pub(crate) fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// The body of an example, which was not made now.
fn example<C: Code>(failure: Failure<C>) -> Value {
    let time = "2017-10-09T08:48:34Z".parse().expect("RFC 3339");
    serde_json::from_slice(&failure.at(time).to_json()).expect("JSON")
}

#[test]
fn each_status_is_there_once_with_its_codes_as_examples() {
    let responses = responses::<ReadError>();
    assert_eq!(keys(&responses), ["401", "403", "410", "429"]);
    let examples = &responses["401"]["content"]["application/json"]["examples"];
    assert_eq!(keys(examples), ["no_key", "wrong_key"]);
    let no_key = json!({
        "summary": "The key is missing",
        "value": example(ErrorCode::NoKey.into()),
    });
    assert_eq!(examples["no_key"], no_key);
    assert_eq!(
        responses["401"]["description"],
        "- `no_key`: The key is missing\n- `wrong_key`: The key opens no channel",
    );
}

#[test]
fn the_responses_of_a_document_are_the_same_each_time() {
    assert_eq!(responses::<ReadError>(), responses::<ReadError>());
}

#[test]
fn an_internal_code_is_not_listed_but_its_status_is() {
    let responses = responses::<AccessError>();
    assert!(!responses.to_string().contains("fraud"), "{responses}");
    assert_eq!(responses["403"]["description"], "Forbidden");
    assert_eq!(keys(&responses["403"]["content"]["application/json"]), ["schema"]);
}

#[test]
fn headers_of_rows_and_the_time_to_wait_are_headers_of_the_response() {
    let responses = responses::<ReadError>();
    let challenges = json!([r#"Key realm="channel""#, r#"Key realm="channel", error="wrong""#]);
    assert_eq!(
        responses["401"]["headers"],
        json!({ "WWW-Authenticate": { "schema": { "type": "string", "examples": challenges } } }),
    );
    assert_eq!(responses["429"]["headers"]["Retry-After"]["schema"]["type"], "integer");
    assert_eq!(responses["429"]["headers"]["Retry-After"]["schema"]["examples"], json!([60]));
    assert_eq!(responses["410"]["headers"], Value::Null);
}

#[test]
fn a_catalog_with_problem_documents_has_both_formats() {
    let responses = responses::<RenameError>();
    let content = &responses["410"]["content"];
    assert_eq!(keys(content), ["application/json", "application/problem+json"]);
    let problem: Value =
        serde_json::from_slice(&Failure::new(ErrorCode::ChannelGone).to_problem_json()).expect("JSON");
    assert_eq!(content["application/problem+json"]["examples"]["channel_gone"]["value"], problem);
}

#[test]
fn any_of_is_the_union_of_its_sets() {
    let both = responses::<AnyOf<(ReadError, RenameError)>>();
    assert_eq!(keys(&both), ["400", "401", "403", "409", "410", "429"]);
    assert_eq!(responses::<AnyOf<(RenameError, ReadError)>>(), both, "in any order");
    assert_eq!(responses::<AnyOf<(ReadError,)>>(), responses::<ReadError>());
    assert_eq!(responses::<AnyOf<(ReadError, AccessError)>>(), responses::<ReadError>(), "each code once");
}

#[test]
fn a_failure_can_have_every_code_of_the_catalog() {
    let responses = responses::<error_code::Failure>();
    let examples = responses.as_object().expect("an object").values();
    let codes =
        examples.filter_map(|response| response["content"]["application/json"]["examples"].as_object());
    let mut codes: Vec<_> = codes.flat_map(|examples| examples.keys().cloned()).collect();
    codes.sort_unstable();
    let mut published: Vec<_> =
        ErrorCode::ALL.iter().map(|code| code.code()).filter(|code| *code != "fraud").collect();
    published.sort_unstable();
    assert_eq!(codes, published);
}

#[test]
fn codes_that_are_integers_are_integers_in_examples() {
    let responses = responses::<OrderError>();
    let example = &responses["404"]["content"]["application/json"]["examples"]["1001"]["value"];
    assert_eq!(*example, json!({ "code": 1001, "msg": "There is no order" }));
    assert!(!responses.to_string().contains("1002"), "{responses}");
}

#[test]
fn failures_with_status_200_do_not_replace_the_success() {
    let responses = responses::<SlackError>();
    assert_eq!(keys(&responses), ["default"]);
    let examples = &responses["default"]["content"]["application/json"]["examples"];
    assert_eq!(keys(examples), ["channel_not_found", "not_authed"]);
}

#[test]
fn the_refusals_of_a_framework_have_the_codes_of_http() {
    let responses = responses::<error_code::axum::Refusals>();
    assert_eq!(keys(&responses), ["400", "413", "415", "500"]);
    let codes = |status: &str| keys(&responses[status]["content"]["application/json"]["examples"]);
    assert_eq!(
        codes("400"),
        ["bad_request", "invalid_path", "malformed_body", "missing_header", "wrong_data"]
    );
    assert_eq!(codes("413"), ["payload_too_large"], "a neutral code");
    assert_eq!(codes("500"), ["broken"]);
    assert_eq!(self::responses::<error_code::actix::Refusals>(), responses);
}
