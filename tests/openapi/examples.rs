//! `errcat_catalog` writes the same examples of bodies as errcat does.

use errcat::{Code, Failure};
use serde_json::Value;
use utoipa::IntoResponses;

use crate::{ErrorCode, OrderCode, github, json_api, slack, stripe};

/// Compares the examples of all rows that are published.
fn are_alike<C: Code>(path: &str) {
    let catalog = errcat_catalog::read(path, &mut |path: &str| std::fs::read(path)).expect("a catalog");
    let responses = serde_json::to_value(Failure::<C>::responses()).expect("JSON");
    let responses = responses.as_object().expect("an object");
    let mut count = 0;
    for row in &catalog.rows {
        let of_row = |response: &Value| {
            let examples = &response["content"]["application/json"]["examples"];
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

macro_rules! alike {
    ($($code:ty: $path:literal;)+) => {
        $(are_alike::<$code>($path);)+
    };
}

#[test]
fn the_examples_of_the_catalog_crate_are_the_bodies_that_are_sent() {
    alike! {
        ErrorCode: "openapi/codes.toml";
        OrderCode: "openapi/integers.toml";
        slack::ErrorCode: "wire/shapes/slack.toml";
        json_api::ErrorCode: "wire/shapes/json_api.toml";
        github::ErrorCode: "wire/shapes/github.toml";
        stripe::ErrorCode: "wire/shapes/stripe.toml";
        google::ErrorCode: "wire/shapes/google.toml";
        cloudflare::ErrorCode: "wire/shapes/cloudflare.toml";
        laravel::ErrorCode: "wire/shapes/laravel.toml";
        openai::ErrorCode: "wire/shapes/openai.toml";
        telegram::ErrorCode: "wire/shapes/telegram.toml";
        places::ErrorCode: "wire/occurrences/places.toml";
        page::ErrorCode: "wire/occurrences/page.toml";
    }
}

macro_rules! shapes {
    ($($module:ident $path:literal;)+) => {
        $(
            #[allow(deprecated, reason = "a catalog without `[http]` gets a warning")]
            mod $module {
                #[errcat::catalog($path)]
                pub(super) enum ErrorCode {}
            }
        )+
    };
}
shapes! {
    google "wire/shapes/google.toml";
    cloudflare "wire/shapes/cloudflare.toml";
    laravel "wire/shapes/laravel.toml";
    openai "wire/shapes/openai.toml";
    telegram "wire/shapes/telegram.toml";
    places "wire/occurrences/places.toml";
    page "wire/occurrences/page.toml";
}
