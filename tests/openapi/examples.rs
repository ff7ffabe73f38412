//! `errcat_catalog` writes the same examples of bodies as errcat does.

use errcat::{Code, Failure, RequestId};
use serde_json::Value;
use utoipa::IntoResponses;

/// Compares the examples of all rows that are published.
fn are_alike<C: Code>(path: &str) {
    let catalog = crate::generated::catalog(path);
    let responses = serde_json::to_value(Failure::<C>::responses()).expect("JSON");
    let responses = responses.as_object().expect("an object");
    let mut count = 0;
    for row in &catalog.rows {
        let of_row = |response: &Value| {
            let examples = &response["content"][&catalog.envelope.failure_content_type]["examples"];
            examples.get(&row.code).map(|example| example["value"].clone())
        };
        let Some(expected) = responses.values().find_map(of_row) else {
            assert!(row.internal, "{path}: {}", row.code);
            continue;
        };
        let body: Value = serde_json::from_str(&errcat_catalog::example(&catalog, row)).expect("JSON");
        assert_eq!(body, expected, "{path}: {}", row.code);
        count += 1;
    }
    assert!(count > 0, "{path}");
}

/// Calls a function for each catalog, with the type of its enum and the path of its file.
macro_rules! with_each_shape {
    ($function:ident) => {
        $function::<$crate::ErrorCode>("openapi/codes.toml");
        $function::<$crate::OrderCode>("openapi/integers.toml");
        $function::<$crate::slack::ErrorCode>("wire/shapes/slack.toml");
        $function::<$crate::json_api::ErrorCode>("wire/shapes/json_api.toml");
        $function::<$crate::github::ErrorCode>("wire/shapes/github.toml");
        $function::<$crate::stripe::ErrorCode>("wire/shapes/stripe.toml");
        $function::<$crate::examples::google::ErrorCode>("wire/shapes/google.toml");
        $function::<$crate::examples::cloudflare::ErrorCode>("wire/shapes/cloudflare.toml");
        $function::<$crate::examples::laravel::ErrorCode>("wire/shapes/laravel.toml");
        $function::<$crate::examples::openai::ErrorCode>("wire/shapes/openai.toml");
        $function::<$crate::examples::telegram::ErrorCode>("wire/shapes/telegram.toml");
        $function::<$crate::examples::details::ErrorCode>("wire/occurrences/details.toml");
        $function::<$crate::examples::places::ErrorCode>("wire/occurrences/places.toml");
        $function::<$crate::examples::page::ErrorCode>("wire/occurrences/page.toml");
    };
}
pub(crate) use with_each_shape;

#[test]
fn the_examples_of_the_catalog_crate_are_the_bodies_that_are_sent() {
    with_each_shape! { are_alike }
}

#[test]
fn an_example_has_no_id_of_a_request() {
    let id: RequestId = "5f2e".parse().expect("an id");
    let body = id.sync_scope(|| Failure::new(flat::ErrorCode::ALL[0]).to_json());
    assert!(String::from_utf8_lossy(&body).contains("5f2e"), "the body has a place for it");
    let document = || serde_json::to_value(Failure::<flat::ErrorCode>::responses()).expect("JSON");
    assert_eq!(id.sync_scope(document), document());
}

crate::shapes! {
    details "wire/occurrences/details.toml";
    flat "wire/occurrences/flat.toml";
    google "wire/shapes/google.toml";
    cloudflare "wire/shapes/cloudflare.toml";
    laravel "wire/shapes/laravel.toml";
    openai "wire/shapes/openai.toml";
    telegram "wire/shapes/telegram.toml";
    places "wire/occurrences/places.toml";
    page "wire/occurrences/page.toml";
}
