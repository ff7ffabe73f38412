//! The schemas of codes, failures and successes.

use serde_json::{Value, json};
use utoipa::{PartialSchema, ToSchema};

use crate::{ErrorCode, OrderCode, error_code, json_api, order_code, slack};

fn schema<T: PartialSchema>() -> Value {
    serde_json::to_value(T::schema()).expect("JSON")
}

#[derive(ToSchema)]
struct Channel {
    name: String,
}

#[test]
fn codes_are_an_open_set_of_what_is_sent() {
    let schema = schema::<ErrorCode>();
    assert_eq!(schema["type"], "string");
    assert_eq!(schema["enum"], Value::Null);
    let codes = schema["examples"].as_array().expect("a list");
    assert_eq!(codes[0], "channel_gone");
    assert!(!codes.contains(&json!("fraud")), "internal");
    assert!(codes.contains(&json!("payload_too_large")), "neutral");
    assert_eq!(schema["x-extensible-enum"], schema["examples"]);
    assert_eq!(ErrorCode::name(), "ErrorCode");
}

#[test]
fn integers_are_integers() {
    let schema = schema::<OrderCode>();
    assert_eq!(schema["type"], "integer");
    assert_eq!(schema["examples"][0], 1001);
}

#[test]
fn a_failure_refers_to_the_codes() {
    let schema = schema::<error_code::Failure>();
    assert_eq!(schema["properties"]["errorCode"], json!({ "$ref": "#/components/schemas/ErrorCode" }));
    assert_eq!(schema["properties"]["result"]["enum"], json!(["error"]));
    assert_eq!(error_code::Failure::name(), "Failure");
    let mut schemas = Vec::new();
    error_code::Failure::schemas(&mut schemas);
    assert_eq!(schemas.len(), 1);
    assert_eq!(schemas[0].0, "ErrorCode");
}

#[test]
fn the_names_of_two_catalogs_differ() {
    assert_eq!(order_code::Failure::name(), "OrderFailure");
    assert_eq!(order_code::Success::<Channel>::name(), "OrderSuccess");
}

#[test]
fn a_payload_that_is_not_placed_is_next_to_the_members() {
    let schema = schema::<error_code::Success<Channel>>();
    let parts = schema["allOf"].as_array().expect("a list");
    assert_eq!(parts[0]["properties"]["result"]["enum"], json!(["success"]));
    assert_eq!(parts[1]["properties"]["name"], json!({ "type": "string" }));
}

#[test]
fn a_success_without_a_payload_has_only_its_own_members() {
    let schema = schema::<error_code::Success<()>>();
    assert_eq!(schema["properties"]["result"]["enum"], json!(["success"]));
}

#[test]
fn a_payload_with_a_place_is_there() {
    let schema = schema::<order_code::Success<Channel>>();
    assert_eq!(schema["properties"]["data"]["properties"]["name"], json!({ "type": "string" }));
    let schema = self::schema::<order_code::Success<()>>();
    assert_eq!(schema["properties"]["data"], json!({ "type": "null" }));
}

#[test]
fn shapes_of_other_apis_have_schemas() {
    let schema = schema::<slack::error_code::Failure>();
    assert_eq!(schema["properties"]["ok"], json!({ "type": "boolean", "enum": [false] }));
    let schema = self::schema::<json_api::error_code::Failure>();
    assert_eq!(schema["properties"]["errors"]["type"], "array");
}
