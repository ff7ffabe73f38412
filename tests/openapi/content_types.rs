//! Documents of a catalog whose bodies have content types of their own.

use errcat::openapi::Contract;
use errcat::{Failure, Success};
use serde_json::Value;
use utoipa::{Modify, OpenApi};

use crate::json_api::ErrorCode;

#[utoipa::path(
    get,
    path = "/",
    responses(
        (status = 200, description = "A list.", body = Success<Vec<u8>, ErrorCode>),
        (status = 409, description = "A failure.", body = Failure<ErrorCode>),
        (status = 418, description = "No envelope.", body = String),
        Failure<ErrorCode>
    )
)]
fn list() {}

#[utoipa::path(get, path = "/one", responses(Success<u8, ErrorCode>))]
fn one() {}

#[derive(OpenApi)]
#[openapi(paths(list, one))]
struct Api;

/// utoipa alone writes `application/json` for each `body = …`.
#[test]
fn every_body_of_the_catalog_has_its_content_type() {
    let mut document = Api::openapi();
    // A document can be completed again.
    for _ in 0..2 {
        Contract::<ErrorCode>::new().refusals().modify(&mut document);
    }
    let document = serde_json::to_value(&document).expect("JSON");
    let types = |path: &str| -> Vec<(String, Vec<String>)> {
        let responses = document["paths"][path]["get"]["responses"].as_object().expect("an object");
        let names =
            |response: &Value| response["content"].as_object().expect("an object").keys().cloned().collect();
        responses.iter().map(|(status, response)| (status.clone(), names(response))).collect()
    };
    let own = |status: &str| (status.to_owned(), vec!["application/vnd.api+json".to_owned()]);
    let text = ("418".to_owned(), vec!["text/plain".to_owned()]);
    assert_eq!(types("/"), [own("200"), own("404"), own("409"), text, own("422"), own("500")]);
    assert_eq!(types("/one"), [own("200"), own("500")]);
}
