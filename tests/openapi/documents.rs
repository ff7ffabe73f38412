//! Documents that `Refusals` and `Contract` complete.

use errcat::HttpKind;
use errcat::openapi::{AnyOf, Contract};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::openapi::OpenApi as Document;
use utoipa::{IntoParams, Modify, OpenApi, ToSchema};

use crate::error_code::axum::Refusals;
use crate::error_code::{Failure, Success};
use crate::{
    AccessError, ErrorCode, OrderCode, OrderError, ReadError, RenameError, SlackError, order_code, slack,
};

#[derive(ToSchema, Deserialize)]
struct Channel {
    name: String,
    owner: Owner,
    former_owners: Vec<Owner>,
    #[schema(no_recursion)]
    parent: Option<Box<Channel>>,
}

#[derive(ToSchema, Deserialize)]
struct Owner {
    name: String,
}

#[derive(IntoParams, Deserialize)]
#[into_params(parameter_in = Query)]
struct Wanted {
    results: Option<u32>,
}

#[derive(ToSchema)]
struct Page<T> {
    items: Vec<T>,
}

#[utoipa::path(get, path = "/channels", params(Wanted), responses(Success<Channel>, ReadError))]
fn read() {}

#[utoipa::path(
    put,
    path = "/channels",
    request_body = Channel,
    responses((status = 201, body = Success<Channel>), AnyOf<(RenameError, AccessError)>)
)]
fn rename() {}

#[utoipa::path(
    delete,
    path = "/channels",
    responses((status = 410, description = "Gone for good."), (status = 500, body = Owner, example = json!({ "name": "ada" })))
)]
fn delete() {}

#[utoipa::path(get, path = "/pages", responses((status = 200, body = Success<Page<Channel>>), (status = 500, body = Failure)))]
fn pages() {}

#[derive(OpenApi)]
#[openapi(paths(read, rename, delete, pages))]
struct Plain;

#[derive(OpenApi)]
#[openapi(paths(read, rename, delete, pages), modifiers(&Refusals))]
struct Completed;

fn json_of(document: &Document) -> Value {
    serde_json::to_value(document).expect("JSON")
}

pub(crate) fn responses<'a>(document: &'a Value, path: &str, method: &str) -> &'a Value {
    &document["paths"][path][method]["responses"]
}

pub(crate) fn codes(response: &Value) -> Vec<&str> {
    let examples = response["content"]["application/json"]["examples"].as_object();
    examples.into_iter().flat_map(|examples| examples.keys()).map(String::as_str).collect()
}

/// The references of a document that lead nowhere.
pub(crate) fn dangling(document: &Value) -> Vec<String> {
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                if let Some(Value::String(reference)) = members.get("$ref") {
                    found.push(reference.clone());
                }
                members.values().for_each(|member| references(member, found));
            }
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    references(document, &mut found);
    assert!(!found.is_empty(), "nothing refers to anything");
    found.retain(|reference| document.pointer(&reference[1..]).is_none());
    found
}

#[test]
fn every_reference_leads_somewhere() {
    assert_eq!(dangling(&json_of(&Plain::openapi())), [""; 0]);
    assert_eq!(dangling(&json_of(&Completed::openapi())), [""; 0]);
}

#[test]
fn without_the_modifier_schemas_are_where_they_are_used() {
    let document = json_of(&Plain::openapi());
    let schema = &responses(&document, "/channels", "get")["200"]["content"]["application/json"]["schema"];
    assert_eq!(schema["allOf"][1]["properties"]["owner"]["properties"]["name"], json!({ "type": "string" }));
    let failure = &responses(&document, "/channels", "get")["410"]["content"]["application/json"]["schema"];
    assert_eq!(failure["properties"]["errorCode"]["type"], "string");
}

#[test]
fn each_failure_refers_to_one_schema() {
    let document = json_of(&Completed::openapi());
    for (status, response) in responses(&document, "/channels", "put").as_object().expect("an object") {
        let content = &response["content"];
        let expected = match status.as_str() {
            "201" => "#/components/schemas/Success_Channel",
            _ => "#/components/schemas/Failure",
        };
        assert_eq!(content["application/json"]["schema"]["$ref"], expected, "{status}");
        if status != "201" {
            let problem = &content["application/problem+json"]["schema"]["$ref"];
            assert_eq!(*problem, "#/components/schemas/Problem", "{status}");
        }
    }
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["Failure"]["properties"]["errorCode"]["$ref"], "#/components/schemas/ErrorCode");
    assert!(schemas["ErrorCode"]["examples"].is_array());
    assert!(!document.to_string().contains("x-schema-name"), "{document}");
}

#[test]
fn types_of_payloads_become_components() {
    let document = json_of(&Completed::openapi());
    let schema = &responses(&document, "/channels", "get")["200"]["content"]["application/json"]["schema"];
    assert_eq!(schema["allOf"][1]["$ref"], "#/components/schemas/Channel");
    let channel = &document["components"]["schemas"]["Channel"]["properties"];
    assert_eq!(channel["owner"]["$ref"], "#/components/schemas/Owner");
    assert_eq!(channel["parent"]["oneOf"][0]["$ref"], "#/components/schemas/Channel", "{channel}");
}

#[test]
fn an_operation_answers_what_its_extractors_can_refuse() {
    let document = json_of(&Completed::openapi());
    let read = responses(&document, "/channels", "get");
    assert_eq!(codes(&read["400"]), ["wrong_data"], "of the query");
    assert_eq!(codes(&read["500"]), ["broken"]);
    let rename = responses(&document, "/channels", "put");
    assert_eq!(codes(&rename["400"]), ["bad_request", "malformed_body", "wrong_data"]);
    assert_eq!(codes(&rename["415"]), ["unsupported_media_type"]);
    let pages = responses(&document, "/pages", "get").as_object().expect("an object");
    assert_eq!(pages.keys().collect::<Vec<_>>(), ["200", "500"]);
}

#[test]
fn responses_with_the_same_status_are_merged() {
    let document = json_of(&Completed::openapi());
    let delete = responses(&document, "/channels", "delete");
    assert_eq!(delete["410"], json!({ "description": "Gone for good." }), "not ours");
    let schema = &delete["500"]["content"]["application/json"]["schema"];
    let refs = json!([{ "$ref": "#/components/schemas/Owner" }, { "$ref": "#/components/schemas/Failure" }]);
    assert_eq!(schema["anyOf"], refs);
    let examples = &delete["500"]["content"]["application/json"]["examples"];
    assert_eq!(examples["an example"]["value"], json!({ "name": "ada" }));
    assert!(examples["broken"]["value"].is_object());
}

#[test]
fn a_document_can_be_completed_twice() {
    let mut document = Completed::openapi();
    let once = json_of(&document);
    Refusals.modify(&mut document);
    assert_eq!(json_of(&document), once);
}

#[test]
fn kinds_can_be_added_and_left_out() {
    let mut document = Plain::openapi();
    let contract = Contract::<ErrorCode>::new()
        .refusals()
        .with(HttpKind::Timeout)
        .without(HttpKind::UnsupportedMediaType);
    contract.modify(&mut document);
    let document = json_of(&document);
    let rename = responses(&document, "/channels", "put");
    assert_eq!(codes(&rename["408"]), ["timeout"]);
    assert_eq!(rename["415"], Value::Null);
}

#[test]
fn codes_are_a_closed_set_if_asked() {
    let mut document = Plain::openapi();
    Contract::<ErrorCode>::new().closed_codes().modify(&mut document);
    let code = &json_of(&document)["components"]["schemas"]["ErrorCode"];
    assert_eq!(code["enum"][0], "channel_gone");
    assert_eq!(code["examples"], Value::Null);
}

#[test]
fn each_code_has_a_schema_if_asked() {
    let mut document = Plain::openapi();
    Contract::<ErrorCode>::new().one_of().modify(&mut document);
    let document = json_of(&document);
    let schema = &responses(&document, "/channels", "get")["401"]["content"]["application/json"]["schema"];
    let schemas = schema["oneOf"].as_array().expect("a list");
    let titles: Vec<_> = schemas.iter().map(|schema| schema["title"].as_str().expect("a title")).collect();
    assert_eq!(titles, ["no_key", "wrong_key"]);
    assert_eq!(schemas[0]["properties"]["errorCode"], json!({ "type": "string", "enum": ["no_key"] }));
    assert_eq!(dangling(&document), [""; 0]);
}

#[utoipa::path(get, path = "/orders", responses(order_code::Success<Owner>, OrderError))]
fn orders() {}

#[test]
fn a_document_can_have_two_catalogs() {
    #[derive(OpenApi)]
    #[openapi(paths(orders))]
    struct Both;
    let mut document = Both::openapi();
    document.merge(Plain::openapi());
    Refusals.modify(&mut document);
    Contract::<OrderCode>::new().modify(&mut document);
    let document = json_of(&document);
    let orders = responses(&document, "/orders", "get");
    let schema = |status: &str| &orders[status]["content"]["application/json"]["schema"];
    assert_eq!(schema("404")["$ref"], "#/components/schemas/OrderFailure");
    assert_eq!(document["components"]["schemas"]["OrderCode"]["examples"][0], 1001);
    assert_eq!(document["components"]["schemas"]["ErrorCode"]["examples"][0], "channel_gone");
    assert_eq!(dangling(&document), [""; 0]);
}

#[utoipa::path(get, path = "/slack", responses(slack::error_code::Success<()>, SlackError))]
fn slack_channel() {}

#[test]
fn failures_with_status_200_are_beside_the_success() {
    #[derive(OpenApi)]
    #[openapi(paths(slack_channel))]
    struct Slack;
    let mut document = Slack::openapi();
    Contract::<slack::ErrorCode>::new().modify(&mut document);
    let document = json_of(&document);
    let responses = responses(&document, "/slack", "get");
    assert_eq!(responses.as_object().expect("an object").keys().collect::<Vec<_>>(), ["200"]);
    let schema = &responses["200"]["content"]["application/json"]["schema"];
    assert_eq!(schema["anyOf"][0]["properties"]["ok"]["enum"], json!([true]));
    assert_eq!(schema["anyOf"][1]["$ref"], "#/components/schemas/Failure");
    assert_eq!(codes(&responses["200"]), ["channel_not_found", "not_authed"]);
}
