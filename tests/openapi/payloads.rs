//! Real bodies of successes have the schema of the document, whatever their payload is.

use std::collections::BTreeMap;

use errcat::openapi::Contract;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::openapi::path::{HttpMethod, OperationBuilder, PathItem};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder, PathsBuilder};
use utoipa::{IntoResponses, Modify, OpenApi as _, ToSchema};

use crate::validity::is_valid;
use crate::{ErrorCode, OrderCode, nested};

#[derive(Serialize, ToSchema)]
struct Closed {
    name: String,
    #[serde(flatten)]
    others: BTreeMap<String, u32>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Exact {
    name: String,
}

#[derive(Serialize, ToSchema)]
struct Simple<T> {
    value: T,
}

#[derive(Clone, Serialize, ToSchema)]
struct Tree {
    name: String,
    #[schema(no_recursion)]
    child: Option<Box<Tree>>,
}

#[derive(Serialize, ToSchema)]
struct Documented {
    /// Who pays.
    payer: Exact,
    #[schema(read_only)]
    other: Exact,
}

/// Refers to itself without a member in between.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
enum Wrapped {
    Leaf {
        leaf: u32,
    },
    #[schema(no_recursion)]
    Wrap(Box<Wrapped>),
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Both {
    name: String,
    other: u32,
}

/// Accepts two members. One has the name of a keyword of OpenAPI.
#[derive(Serialize, ToSchema)]
#[schema(max_properties = 2)]
struct Pair {
    discriminator: String,
    name: String,
}

/// Its variants overlap if other members are accepted.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
enum Either {
    Exact(Exact),
    Both(Both),
}

mod other {
    use super::{Serialize, ToSchema};

    /// Another type with the name of the first one.
    #[derive(Serialize, ToSchema)]
    pub(super) struct Tree {
        pub(super) height: u32,
        #[schema(no_recursion)]
        pub(super) next: Option<Box<Tree>>,
    }
}

/// Has the name of a schema that utoipa has for any value.
mod named {
    use super::{Serialize, ToSchema};

    #[derive(Serialize, ToSchema)]
    pub(super) struct Value {
        pub(super) amount: u32,
    }
}

/// An operation that succeeds with a payload, and the body of its reply.
struct Case {
    operation: PathItem,
    body: Value,
}

fn flat<T: Serialize + ToSchema>(payload: T) -> Case {
    let body = errcat::Success::<T, ErrorCode>::new(payload);
    case::<errcat::Success<T, ErrorCode>>(&body.to_json().expect("a payload with members"))
}

fn placed<T: Serialize + ToSchema>(payload: T) -> Case {
    let body = errcat::Success::<T, OrderCode>::new(payload);
    case::<errcat::Success<T, OrderCode>>(&body.to_json().expect("a payload"))
}

fn inside<T: Serialize + ToSchema>(payload: T) -> Case {
    let body = errcat::Success::<T, nested::ErrorCode>::new(payload);
    case::<errcat::Success<T, nested::ErrorCode>>(&body.to_json().expect("a payload with members"))
}

fn case<R: IntoResponses>(body: &[u8]) -> Case {
    let mut operation = OperationBuilder::new().build();
    operation.responses.responses = R::responses();
    let body = serde_json::from_slice(body).expect("JSON");
    Case { operation: PathItem::new(HttpMethod::Get, operation), body }
}

fn document(cases: &[Case]) -> OpenApi {
    let paths = cases.iter().enumerate().fold(PathsBuilder::new(), |paths, (index, case)| {
        paths.path(format!("/{index}"), case.operation.clone())
    });
    let info = InfoBuilder::new().title("A test").version("1").build();
    OpenApiBuilder::new().info(info).paths(paths.build()).build()
}

fn cases() -> Vec<Case> {
    let tree = Tree { name: "a".to_owned(), child: None };
    let deep = Tree { name: "b".to_owned(), child: Some(Box::new(tree.clone())) };
    let exact = || Exact { name: "a".to_owned() };
    let map = BTreeMap::from([("a".to_owned(), 1)]);
    vec![
        flat(()),
        flat(map.clone()),
        flat(Closed { name: "a".to_owned(), others: map }),
        flat(exact()),
        flat(Simple { value: 1 }),
        flat(Simple { value: exact() }),
        flat(deep.clone()),
        flat(Documented { payer: exact(), other: exact() }),
        flat(Wrapped::Wrap(Box::new(Wrapped::Leaf { leaf: 1 }))),
        flat(Pair { discriminator: "a".to_owned(), name: "b".to_owned() }),
        flat(Either::Both(Both { name: "a".to_owned(), other: 1 })),
        flat(Either::Exact(exact())),
        flat(Some(exact())),
        flat(None::<Exact>),
        placed(()),
        placed(vec![deep.clone(), tree.clone()]),
        placed(Some(tree)),
        placed(None::<Tree>),
        placed(deep),
        placed(named::Value { amount: 1 }),
        placed(json!(["anything"])),
        placed("text".to_owned()),
        inside(()),
        inside(exact()),
        inside(Simple { value: exact() }),
        inside(Either::Exact(exact())),
        inside(Some(exact())),
        inside(None::<Exact>),
    ]
}

fn all_are_valid(document: &OpenApi, cases: &[Case]) {
    let document = serde_json::to_value(document).expect("JSON");
    for (index, case) in cases.iter().enumerate() {
        let place = format!("/paths/~1{index}/get/responses/200/content/application~1json/schema");
        let schema = document.pointer(&place).expect("a schema");
        assert!(is_valid(&document, &place, &case.body), "{index}: {schema:#}: {}", case.body);
        // A payload at the root can have any members, but not other constants.
        assert!(!is_valid(&document, &place, &json!({})), "{index}: {schema:#}");
    }
}

#[test]
fn bodies_have_their_schema_with_and_without_a_contract_and_in_any_order() {
    let mut cases = cases();
    for _ in 0..2 {
        let mut document = document(&cases);
        all_are_valid(&document, &cases);
        Contract::<ErrorCode>::new().modify(&mut document);
        Contract::<OrderCode>::new().modify(&mut document);
        Contract::<nested::ErrorCode>::new().modify(&mut document);
        all_are_valid(&document, &cases);
        cases.reverse();
    }
}

#[test]
fn a_member_can_have_the_name_of_a_keyword() {
    let document = document(&[flat(Pair { discriminator: String::new(), name: String::new() })]);
    let json = serde_json::to_string(&document).expect("JSON");
    assert!(json.contains(r#""discriminator":{"type":"string"}"#), "{json}");
}

#[test]
fn two_types_can_have_the_same_name() {
    let tree = || Tree { name: "a".to_owned(), child: None };
    let mut cases = [flat(tree()), flat(other::Tree { height: 1, next: None })];
    for _ in 0..2 {
        let mut document = document(&cases);
        Contract::<ErrorCode>::new().modify(&mut document);
        all_are_valid(&document, &cases);
        cases.reverse();
    }
}

#[test]
fn a_completed_document_has_what_utoipa_writes() {
    let cases =
        [flat(Documented { payer: Exact { name: String::new() }, other: Exact { name: String::new() } })];
    let mut document = document(&cases);
    assert!(serde_json::to_string(&document).expect("JSON").contains("x-errcat-payload"));
    Contract::<ErrorCode>::new().modify(&mut document);
    let json = serde_json::to_value(&document).expect("JSON");
    assert!(!json.to_string().contains("x-errcat-payload"));
    let payer = &json["components"]["schemas"]["Documented"]["properties"]["payer"];
    assert_eq!(*payer, json!({ "$ref": "#/components/schemas/Exact", "description": "Who pays." }));
}

/// A schema of the user's own.
#[derive(ToSchema)]
struct Failure {
    reason: String,
}

#[utoipa::path(get, path = "/", responses((status = 422, description = "Refused.", body = Failure), crate::RenameError))]
fn refusing() {}

#[derive(utoipa::OpenApi)]
#[openapi(paths(refusing))]
struct Refusing;

#[test]
fn a_schema_of_the_user_is_not_replaced() {
    let mut document = Refusing::openapi();
    Contract::<ErrorCode>::new().modify(&mut document);
    Contract::<ErrorCode>::new().modify(&mut document);
    let json = serde_json::to_value(&document).expect("JSON");
    assert!(json["components"]["schemas"]["Failure"]["properties"]["reason"].is_object());
    let responses = &json["paths"]["/"]["get"]["responses"];
    let schema = |status: &str| &responses[status]["content"]["application/json"]["schema"]["$ref"];
    assert_eq!(schema("422"), "#/components/schemas/Failure");
    assert_eq!(schema("410"), "#/components/schemas/ErrorCodeFailure");
}

#[utoipa::path(
    get,
    path = "/",
    responses(
        (status = 400, description = "Events.", content((String = "text/event-stream", item_schema = Value))),
        crate::RenameError
    )
)]
fn streaming() {}

#[derive(utoipa::OpenApi)]
#[openapi(paths(streaming))]
struct Streaming;

#[test]
fn a_response_of_any_form_is_completed() {
    let mut document = Streaming::openapi();
    Contract::<ErrorCode>::new().refusals().modify(&mut document);
    let json = serde_json::to_value(&document).expect("JSON");
    assert!(json["paths"]["/"]["get"]["responses"]["500"].is_object(), "{json}");
}
