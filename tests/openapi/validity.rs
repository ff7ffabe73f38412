//! Each example of a document has the schema that it is an example of.

use aide::axum::ApiRouter;
use aide::axum::routing::get;
use boon::{Compiler, Draft, Schemas};
use errcat::openapi::Contract;
use errcat::{Code, Failure};
use serde_json::{Value, json};
use utoipa::openapi::path::{HttpMethod, OperationBuilder, PathItem};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder, PathsBuilder};
use utoipa::{IntoResponses, Modify};

use crate::{ErrorCode, OrderCode, github, json_api, secret, slack, stripe};

/// A document of utoipa with one operation that can answer with every code.
pub(crate) fn of_utoipa<C: Code>(contract: Option<&Contract<C>>) -> Value {
    let mut operation = OperationBuilder::new().build();
    operation.responses.responses = Failure::<C>::responses();
    let paths = PathsBuilder::new().path("/", PathItem::new(HttpMethod::Get, operation)).build();
    let info = InfoBuilder::new().title("A test").version("1").build();
    let mut document = OpenApiBuilder::new().info(info).paths(paths).build();
    if let Some(contract) = contract {
        contract.modify(&mut document);
    }
    serde_json::to_value(document).expect("JSON")
}

/// The same of aide.
fn of_aide<C: Code>(contract: Option<&Contract<C>>) -> Value {
    async fn fail<C: Code>() -> Failure<C> {
        Failure::new(C::ALL[0])
    }
    let document = crate::aide::document(|| ApiRouter::new().api_route("/", get(fail::<C>)), contract);
    assert!(document["components"]["schemas"].is_object());
    document
}

/// The places of the examples in the document, and of their schema.
fn examples(document: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    let responses = document["paths"]["/"]["get"]["responses"].as_object().expect("an object");
    for (status, response) in responses {
        for (format, media_type) in response["content"].as_object().expect("an object") {
            let format = format.replace('/', "~1");
            let schema = format!("/paths/~1/get/responses/{status}/content/{format}/schema");
            let examples =
                media_type["examples"].as_object().into_iter().flat_map(|examples| examples.values());
            found.extend(examples.map(|example| (schema.clone(), example["value"].clone())));
        }
    }
    found
}

/// Whether the value has the schema at this place of the document.
pub(crate) fn is_valid(document: &Value, place: &str, value: &Value) -> bool {
    let mut compiler = Compiler::new();
    compiler.set_default_draft(Draft::V2020_12);
    compiler.add_resource("file:///document.json", document.clone()).expect("a resource");
    let mut schemas = Schemas::new();
    let index = compiler.compile(&format!("file:///document.json#{place}"), &mut schemas);
    schemas.validate(value, index.expect("a schema")).is_ok()
}

/// Checks that each example is valid, in every form of the document, and that an empty object is not.
fn has_schemas<C: Code>(document: fn(Option<&Contract<C>>) -> Value) {
    let contracts =
        [None, Some(Contract::new()), Some(Contract::new().closed_codes()), Some(Contract::new().one_of())];
    for contract in contracts {
        let document = document(contract.as_ref());
        let examples = examples(&document);
        assert!(!examples.is_empty(), "{document}");
        for (place, example) in examples {
            assert!(
                is_valid(&document, &place, &example),
                "{contract:?}: {place} of {document:#}: {example}"
            );
            assert!(!is_valid(&document, &place, &json!({})), "{place} is open to everything");
        }
    }
}

#[test]
fn each_example_has_its_schema_with_utoipa() {
    has_schemas::<ErrorCode>(of_utoipa);
    has_schemas::<OrderCode>(of_utoipa);
    has_schemas::<slack::ErrorCode>(of_utoipa);
    has_schemas::<json_api::ErrorCode>(of_utoipa);
    has_schemas::<github::ErrorCode>(of_utoipa);
    has_schemas::<stripe::ErrorCode>(of_utoipa);
}

#[test]
fn each_example_has_its_schema_with_aide() {
    has_schemas::<ErrorCode>(of_aide);
    has_schemas::<OrderCode>(of_aide);
    has_schemas::<slack::ErrorCode>(of_aide);
    has_schemas::<json_api::ErrorCode>(of_aide);
    has_schemas::<github::ErrorCode>(of_aide);
    has_schemas::<stripe::ErrorCode>(of_aide);
}

#[test]
fn a_code_that_is_not_in_a_closed_set_is_refused() {
    for document in [of_utoipa, of_aide] {
        let closed = document(Some(&Contract::<ErrorCode>::new().closed_codes()));
        let open = document(Some(&Contract::new()));
        let (place, mut body) = examples(&open).swap_remove(0);
        body["errorCode"] = "a_code_of_a_later_version".into();
        assert!(is_valid(&open, &place, &body));
        assert!(!is_valid(&closed, &place, &body));
    }
}

#[test]
fn a_document_can_be_completed_again_with_other_options() {
    let once = of_utoipa::<ErrorCode>(Some(&Contract::new().one_of()));
    let mut twice: OpenApi = serde_json::from_value(once.clone()).expect("a document");
    Contract::<ErrorCode>::new().one_of().modify(&mut twice);
    assert_eq!(serde_json::to_value(&twice).expect("JSON"), once);
    Contract::<ErrorCode>::new().closed_codes().modify(&mut twice);
    let closed = of_utoipa::<ErrorCode>(Some(&Contract::new().closed_codes()));
    assert_eq!(serde_json::to_value(&twice).expect("JSON"), closed);
    let once = of_utoipa::<slack::ErrorCode>(Some(&Contract::new().one_of()));
    let mut twice: OpenApi = serde_json::from_value(once.clone()).expect("a document");
    Contract::<slack::ErrorCode>::new().one_of().modify(&mut twice);
    assert_eq!(serde_json::to_value(&twice).expect("JSON"), once);
}

#[test]
fn nothing_of_an_internal_row_is_published() {
    for document in [of_utoipa::<secret::ErrorCode>, of_aide] {
        for contract in [None, Some(Contract::new()), Some(Contract::new().refusals())] {
            let document = document(contract.as_ref()).to_string();
            for secret in ["refused", "broken", "secret", "X-Secret", "Retry-After"] {
                assert!(!document.contains(secret), "{secret}: {document}");
            }
            assert!(document.contains(r#""400":"#) && document.contains(r#""500":"#), "{document}");
        }
    }
}
