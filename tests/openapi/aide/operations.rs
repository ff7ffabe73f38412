//! What the types add to one operation.

use aide::OperationOutput;
use aide::generate::in_context;
use aide::openapi::{MediaType, Operation, ReferenceOr, Response, SchemaObject, StatusCode};
use errcat::openapi::AnyOf;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::IntoResponses;

use super::{operation, refusals, responses};
use crate::error_code::axum::{Form, Garde, Header, Json, Path, Query, Validated};
use crate::sets::keys;
use crate::{AccessError, OrderError, ReadError, RenameError, SlackError, documents, error_code};

#[derive(schemars_09::JsonSchema, Deserialize)]
#[schemars(crate = "schemars_09")]
struct Named {
    name: String,
}

/// The responses are those of utoipa, but for the style of headers, which aide always writes.
fn is_as_with_utoipa<R: OperationOutput + IntoResponses>() {
    let mut responses = responses::<R>();
    for response in responses.as_object_mut().expect("an object").values_mut() {
        let headers = response["headers"].as_object_mut();
        for header in headers.into_iter().flat_map(|headers| headers.values_mut()) {
            assert_eq!(header.as_object_mut().expect("an object").remove("style"), Some("simple".into()));
        }
        if response["headers"].is_null() {
            response.as_object_mut().expect("an object").remove("headers");
        }
    }
    assert_eq!(responses, serde_json::to_value(<R as IntoResponses>::responses()).expect("JSON"));
}

#[test]
fn the_responses_of_a_set_are_those_of_utoipa() {
    is_as_with_utoipa::<ReadError>();
    is_as_with_utoipa::<AccessError>();
    is_as_with_utoipa::<OrderError>();
    is_as_with_utoipa::<SlackError>();
    is_as_with_utoipa::<AnyOf<(ReadError, RenameError)>>();
    is_as_with_utoipa::<error_code::Failure>();
}

#[test]
fn each_function_can_be_called_again() {
    let twice = operation(|operation| {
        in_context(|context| {
            for _ in 0..2 {
                ReadError::inferred_responses(context, operation);
                assert!(ReadError::operation_response(context, operation).is_none());
                error_code::Success::<Vec<u8>>::inferred_responses(context, operation);
            }
        });
    });
    assert_eq!(twice, responses::<error_code::Result<Vec<u8>, ReadError>>());
}

/// The codes of each response.
fn codes(responses: &Value) -> Vec<String> {
    let responses = responses.as_object().expect("an object").values();
    responses.map(|response| documents::codes(response).join(" ")).collect()
}

#[test]
fn a_result_has_the_success_and_each_status_of_the_error() {
    let responses = responses::<error_code::Result<Vec<u8>, ReadError>>();
    assert_eq!(keys(&responses), ["200", "401", "403", "410", "429"]);
}

#[test]
fn an_extractor_adds_what_it_refuses() {
    assert_eq!(
        codes(&refusals::<Json<Named>>()),
        ["bad_request malformed_body wrong_data", "payload_too_large", "unsupported_media_type"]
    );
    assert_eq!(
        codes(&refusals::<Form<Named>>()),
        ["bad_request wrong_data", "payload_too_large", "unsupported_media_type"]
    );
    assert_eq!(codes(&refusals::<Query<Named>>()), ["wrong_data"]);
    assert_eq!(codes(&refusals::<Path<Named>>()), ["invalid_path"]);
    assert_eq!(codes(&refusals::<Header<Named>>()), ["missing_header"]);
    assert_eq!(codes(&refusals::<Garde<Path<Named>>>()), ["invalid_path wrong_data"]);
    assert_eq!(codes(&refusals::<Validated<Path<Named>>>()), ["invalid_path wrong_data"]);
}

#[test]
fn extractors_and_errors_share_a_status() {
    let both = operation(|operation| {
        in_context(|context| {
            RenameError::inferred_responses(context, operation);
            let inferred = <(Path<Named>, Json<Named>) as aide::OperationInput>::inferred_early_responses(
                context, operation,
            );
            assert!(inferred.is_empty());
        });
    });
    assert_eq!(keys(&both), ["400", "409", "410", "413", "415"]);
    let examples = &both["400"]["content"]["application/json"]["examples"];
    assert_eq!(keys(examples), ["bad_request", "invalid_path", "malformed_body", "wrong_data"]);
}

#[test]
fn responses_of_others_stay() {
    // aide writes this schema, but does not read it.
    let schema = SchemaObject { json_schema: true.into(), example: None, external_docs: None };
    let text = MediaType { schema: Some(schema), ..MediaType::default() };
    let content = [("text/plain".to_owned(), text)].into_iter().collect();
    let gone = Response { description: "Gone.".to_owned(), content, ..Response::default() };
    let wrong = Response { description: "Wrong.".to_owned(), ..Response::default() };
    let responses = operation(|operation| {
        let own = &mut operation.responses.get_or_insert_default().responses;
        own.insert(StatusCode::Range(4), ReferenceOr::Item(wrong));
        own.insert(StatusCode::Code(410), ReferenceOr::Item(gone));
        in_context(|context| ReadError::inferred_responses(context, operation));
    });
    assert_eq!(keys(&responses), ["401", "403", "410", "429", "4XX"]);
    assert_eq!(responses["4XX"], json!({ "description": "Wrong." }));
    assert_eq!(responses["410"]["content"]["text/plain"], json!({ "schema": {} }));
    assert!(
        responses["410"]["description"].as_str().expect("a text").starts_with("Gone.\n\n- `channel_gone`")
    );
}

#[test]
fn a_failure_for_a_status_that_the_user_names_has_the_schema() {
    let mut operation = Operation::default();
    let response = in_context(|context| error_code::Failure::operation_response(context, &mut operation));
    let response = serde_json::to_value(response).expect("JSON");
    let content = &response["content"];
    assert_eq!(keys(content), ["application/json", "application/problem+json"]);
    assert_eq!(content["application/json"], json!({ "schema": { "$ref": "#/components/schemas/Failure" } }));
}
