//! The schemas of both versions of schemars.

use errcat::{Code, Failure};
use serde_json::{Value, json};

use crate::validity::is_valid;
use crate::{ErrorCode, OrderCode, error_code, json_api, order_code, slack};

/// Checks that each failure of a catalog has the schema, and that an empty object has not.
fn has_schema<C: Code>(schema: &Value) {
    for code in C::ALL {
        let body = serde_json::from_slice(&Failure::new(*code).to_json()).expect("JSON");
        assert!(is_valid(schema, "", &body), "{schema:#}: {body}");
    }
    assert!(!is_valid(schema, "", &json!({})), "{schema:#} is open to everything");
}

/// The same tests for a version of schemars.
macro_rules! version {
    ($version:ident: $schemars:ident, $crate_name:literal, $definitions:literal) => {
        mod $version {
            use ::$schemars::{JsonSchema, schema_for};

            use super::*;

            #[derive(JsonSchema, serde::Serialize)]
            #[schemars(crate = $crate_name)]
            struct Channel {
                name: String,
            }

            #[derive(JsonSchema)]
            #[schemars(crate = $crate_name)]
            struct Audit {
                last: Option<ErrorCode>,
                order: Option<OrderCode>,
                failure: error_code::Failure,
                other: order_code::Failure,
            }

            fn schema<T: JsonSchema>() -> Value {
                schema_for!(T).into()
            }

            #[test]
            fn codes_are_an_open_set_of_what_is_sent() {
                let schema = schema::<ErrorCode>();
                assert_eq!(schema["title"], "ErrorCode");
                assert_eq!(schema["type"], "string");
                assert_eq!(schema["enum"], Value::Null);
                assert_eq!(schema["examples"][0], "channel_gone");
                assert!(!schema.to_string().contains("fraud"), "internal");
                assert_eq!(self::schema::<OrderCode>()["type"], "integer");
            }

            #[test]
            fn a_failure_refers_to_the_codes() {
                let schema = schema::<error_code::Failure>();
                let code = concat!("#/", $definitions, "/ErrorCode");
                assert_eq!(schema["properties"]["errorCode"], json!({ "$ref": code }));
                assert_eq!(schema.pointer(&code[1..]).expect("a definition")["examples"][0], "channel_gone");
            }

            #[test]
            fn the_enum_and_the_replies_share_definitions_and_two_catalogs_do_not() {
                let schema = schema::<Audit>();
                let definitions = schema[$definitions].as_object().expect("an object");
                let names: Vec<_> = definitions.keys().map(String::as_str).collect();
                assert_eq!(names, ["ErrorCode", "Failure", "OrderCode", "OrderFailure"]);
            }

            #[test]
            fn the_payload_has_its_place() {
                let schema = schema::<error_code::Success<Channel>>();
                assert_eq!(schema["title"], "Success_Channel");
                assert_eq!(schema["allOf"][0]["properties"]["result"]["enum"], json!(["success"]));
                assert_eq!(schema["allOf"][1]["$ref"], concat!("#/", $definitions, "/Channel"));
                let schema = self::schema::<order_code::Success<Vec<Channel>>>();
                assert_eq!(schema["title"], "OrderSuccess_Array_of_Channel");
                assert_eq!(schema["properties"]["data"]["type"], "array");
            }

            #[test]
            fn a_success_without_a_payload_has_only_its_own_members() {
                let schema = schema::<error_code::Success<()>>();
                assert_eq!(schema["title"], "Success");
                assert_eq!(schema["properties"]["result"]["enum"], json!(["success"]));
                assert_eq!(self::schema::<order_code::Success<()>>()["properties"]["data"], json!({ "type": "null" }));
            }

            #[test]
            fn each_body_has_its_schema() {
                has_schema::<ErrorCode>(&schema::<error_code::Failure>());
                has_schema::<OrderCode>(&schema::<order_code::Failure>());
                has_schema::<slack::ErrorCode>(&schema::<slack::error_code::Failure>());
                has_schema::<json_api::ErrorCode>(&schema::<json_api::error_code::Failure>());
                let success = error_code::Success::new(Channel { name: "attic".to_owned() });
                let body = serde_json::from_slice(&success.to_json().expect("JSON")).expect("JSON");
                assert!(is_valid(&schema::<error_code::Success<Channel>>(), "", &body), "{body}");
            }

            #[test]
            fn shapes_of_other_apis_have_schemas() {
                let schema = schema::<slack::error_code::Failure>();
                assert_eq!(schema["properties"]["ok"], json!({ "type": "boolean", "enum": [false] }));
                assert_eq!(self::schema::<json_api::error_code::Failure>()["properties"]["errors"]["type"], "array");
            }
        }
    };
}

version! { v1: schemars, "schemars", "$defs" }
version! { v09: schemars_09, "schemars_09", "$defs" }
