//! Documents of whole routers.

use aide::OperationInput;
use aide::axum::ApiRouter;
use aide::axum::routing::{get, get_with, post};
use aide::generate::GenContext;
use aide::openapi::{Operation, Response};
use aide::transform::{TransformOpenApi, TransformOperation};
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use errcat::HttpKind;
use errcat::openapi::Contract;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{document, transformed};
use crate::documents::{codes, dangling, responses};
use crate::error_code::axum::{Header, Json, Path, Query, Validated};
use crate::error_code::{self, Success};
use crate::{
    AccessError, ErrorCode, OrderCode, OrderError, ReadError, RenameError, SlackError, order_code, slack,
};

/// A channel.
#[derive(schemars_09::JsonSchema, Serialize, Deserialize, validator::Validate)]
#[schemars(crate = "schemars_09")]
struct Channel {
    name: String,
    parent: Option<Box<Channel>>,
}

#[derive(schemars_09::JsonSchema, Deserialize)]
#[schemars(crate = "schemars_09")]
struct Wanted {
    results: Option<u32>,
}

#[derive(schemars_09::JsonSchema, Deserialize)]
#[schemars(crate = "schemars_09")]
struct Id {
    id: u64,
}

#[derive(schemars_09::JsonSchema, Deserialize)]
#[schemars(crate = "schemars_09")]
struct Keys {
    /// The key of the account.
    x_api_key: String,
}

/// An extractor of the service, with a set of codes of its own.
struct Account;

impl<S: Sync> FromRequestParts<S> for Account {
    type Rejection = AccessError;

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, AccessError> {
        Err(AccessError::NoKey)
    }
}

impl OperationInput for Account {
    fn inferred_early_responses(
        context: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<u16>, Response)> {
        <AccessError as aide::OperationOutput>::inferred_responses(context, operation)
    }
}

async fn list(_: Account, _: Query<Wanted>) -> error_code::Result<Vec<Channel>, ReadError> {
    Err(ReadError::Gone)
}

async fn rename(
    _: Account,
    _: Path<Id>,
    _: Header<Keys>,
    _: Validated<Json<Channel>>,
) -> error_code::Result<Channel, RenameError> {
    Err(RenameError::Taken)
}

async fn create(_: Option<Json<Channel>>) -> (StatusCode, Success<Channel>) {
    (StatusCode::CREATED, Success::new(Channel { name: String::new(), parent: None }))
}

async fn ping() -> error_code::Result<()> {
    Ok(().into())
}

fn created(operation: TransformOperation<'_>) -> TransformOperation<'_> {
    operation.response::<201, Success<Channel>>().response::<409, RenameError>()
}

fn router() -> ApiRouter {
    ApiRouter::new()
        .api_route("/channels", get(list).post_with(create, created))
        .api_route("/channels/{id}", post(rename))
        .api_route("/ping", get(ping))
}

fn plain() -> Value {
    document::<ErrorCode>(router, None)
}

fn completed(contract: &Contract<ErrorCode>) -> Value {
    document(router, Some(contract))
}

#[test]
fn every_reference_leads_somewhere() {
    assert_eq!(dangling(&plain()), [""; 0]);
    assert_eq!(dangling(&completed(&Contract::new())), [""; 0]);
    assert_eq!(dangling(&completed(&Contract::new().one_of().closed_codes())), [""; 0]);
}

#[test]
fn each_reply_refers_to_one_schema() {
    let document = plain();
    for (status, response) in responses(&document, "/channels/{id}", "post").as_object().expect("an object") {
        let expected = match status.as_str() {
            "200" => "#/components/schemas/Success_Channel",
            _ => "#/components/schemas/Failure",
        };
        let content = &response["content"];
        assert_eq!(content["application/json"]["schema"], json!({ "$ref": expected }), "{status}");
        if status != "200" {
            let problem = json!({ "$ref": "#/components/schemas/Problem" });
            assert_eq!(content["application/problem+json"]["schema"], problem, "{status}");
        }
    }
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["Failure"]["properties"]["errorCode"]["$ref"], "#/components/schemas/ErrorCode");
    assert!(schemas["ErrorCode"]["examples"].is_array());
    assert_eq!(schemas["Success_Channel"]["allOf"][1]["$ref"], "#/components/schemas/Channel");
    assert!(schemas["Success_Array_of_Channel"].is_object());
}

#[test]
fn an_operation_has_the_codes_of_its_handler_and_its_extractors() {
    let document = plain();
    let list = responses(&document, "/channels", "get");
    assert_eq!(
        list.as_object().expect("an object").keys().collect::<Vec<_>>(),
        ["200", "400", "401", "403", "410", "429"]
    );
    assert_eq!(codes(&list["400"]), ["wrong_data"], "of the query");
    let rename = responses(&document, "/channels/{id}", "post");
    assert_eq!(
        codes(&rename["400"]),
        ["bad_request", "invalid_path", "malformed_body", "missing_header", "wrong_data"]
    );
    assert_eq!(codes(&rename["401"]), ["no_key", "wrong_key"], "of an extractor of the service");
    assert_eq!(codes(&rename["415"]), ["unsupported_media_type"]);
    let create = responses(&document, "/channels", "post");
    assert_eq!(
        create.as_object().expect("an object").keys().collect::<Vec<_>>(),
        ["201", "400", "409", "410"]
    );
}

#[test]
fn extractors_document_what_they_read() {
    let document = plain();
    let rename = &document["paths"]["/channels/{id}"]["post"];
    let parameters = rename["parameters"].as_array().expect("a list");
    let named: Vec<_> = parameters
        .iter()
        .map(|one| (one["in"].as_str(), one["name"].as_str(), one["required"].as_bool()))
        .collect();
    let expected = [("path", "id"), ("header", "x-api-key")];
    assert_eq!(named, expected.map(|(place, name)| (Some(place), Some(name), Some(true))));
    assert_eq!(parameters[1]["description"], "The key of the account.");
    assert_eq!(rename["requestBody"]["required"], true);
    assert_eq!(rename["requestBody"]["description"], "A channel.");
    let schema = &rename["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(schema["$ref"], "#/components/schemas/Channel");
    let list = &document["paths"]["/channels"]["get"]["parameters"][0];
    assert_eq!(
        (&list["in"], &list["name"], &list["required"]),
        (&json!("query"), &json!("results"), &Value::Null)
    );
}

#[test]
fn a_contract_adds_what_every_operation_answers() {
    let document = completed(&Contract::new().refusals().with(HttpKind::Timeout));
    let create = responses(&document, "/channels", "post");
    assert_eq!(codes(&create["408"]), ["timeout"]);
    assert_eq!(codes(&create["500"]), ["broken"]);
    assert_eq!(
        codes(&create["415"]),
        ["unsupported_media_type"],
        "aide forgets what an optional body refuses"
    );
}

#[test]
fn two_contracts_can_complete_a_document() {
    fn twice(api: TransformOpenApi<'_>) -> TransformOpenApi<'_> {
        let contract = Contract::<ErrorCode>::new().refusals();
        contract.transform(Contract::<OrderCode>::new().transform(contract.transform(api)))
    }
    let once = completed(&Contract::new().refusals());
    let mut twice_completed = transformed(router, twice);
    for name in ["OrderCode", "OrderFailure"] {
        let schemas = twice_completed["components"]["schemas"].as_object_mut().expect("an object");
        assert!(schemas.remove(name).is_some(), "{name}");
    }
    assert_eq!(twice_completed, once);
}

#[test]
fn codes_are_a_closed_set_if_asked() {
    let code = &completed(&Contract::new().closed_codes())["components"]["schemas"]["ErrorCode"];
    assert_eq!(code["enum"][0], "channel_gone");
    assert_eq!(code["examples"], Value::Null);
}

#[test]
fn each_code_has_a_schema_if_asked() {
    let document = completed(&Contract::new().one_of());
    let schema = &responses(&document, "/channels", "get")["401"]["content"]["application/json"]["schema"];
    assert_eq!(schema["oneOf"][0]["title"], "no_key");
    assert_eq!(schema["oneOf"][1]["properties"]["errorCode"]["enum"], json!(["wrong_key"]));
}

async fn order() -> order_code::Result<Channel, OrderError> {
    Err(OrderError::NoOrder)
}

mod other {
    #[errcat::catalog("openapi/codes.toml")]
    pub(crate) enum ErrorCode {}
}

async fn other() -> other::error_code::Result<()> {
    Ok(().into())
}

#[test]
fn a_document_can_have_two_catalogs() {
    let router = || router().api_route("/orders", get(order)).api_route("/other", get(other));
    let document = document::<OrderCode>(router, Some(&Contract::new()));
    assert_eq!(dangling(&document), [""; 0]);
    let orders = responses(&document, "/orders", "get");
    let schema = &orders["404"]["content"]["application/json"]["schema"];
    assert_eq!(schema["$ref"], "#/components/schemas/OrderFailure");
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["OrderCode"]["examples"][0], 1001);
    assert_eq!(schemas["ErrorCode"]["examples"][0], "channel_gone");
    let other = &responses(&document, "/other", "get")["410"]["content"]["application/json"]["schema"];
    assert_eq!(other["$ref"], "#/components/schemas/Failure2", "another catalog with the same names");
    assert_eq!(schemas["Failure2"]["properties"]["errorCode"]["$ref"], "#/components/schemas/ErrorCode2");
}

async fn slack_channel() -> slack::error_code::Result<(), SlackError> {
    Ok(().into())
}

async fn slack_plain() -> Result<axum::Json<Channel>, SlackError> {
    Err(SlackError::NoChannel)
}

#[test]
fn failures_with_status_200_are_beside_the_success() {
    let router = || {
        ApiRouter::new()
            .api_route("/slack", get(slack_channel))
            .api_route("/plain", get_with(slack_plain, |operation| operation))
    };
    for contract in [None, Some(Contract::<slack::ErrorCode>::new())] {
        let document = document(router, contract.as_ref());
        let slack = responses(&document, "/slack", "get");
        assert_eq!(slack.as_object().expect("an object").keys().collect::<Vec<_>>(), ["200"]);
        let refs =
            json!([{ "$ref": "#/components/schemas/Success" }, { "$ref": "#/components/schemas/Failure" }]);
        assert_eq!(slack["200"]["content"]["application/json"]["schema"]["anyOf"], refs);
        assert_eq!(codes(&slack["200"]), ["channel_not_found", "not_authed"]);
        assert_eq!(dangling(&document), [""; 0]);
    }
    let document = document::<slack::ErrorCode>(router, Some(&Contract::new()));
    let plain = responses(&document, "/plain", "get")["200"]["content"]["application/json"]["schema"].clone();
    assert_eq!(plain["anyOf"][0]["$ref"], "#/components/schemas/Channel");
}
