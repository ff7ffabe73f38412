//! Checks of requests by `garde` and `validator`: all mistakes of a request are in one reply.

#[path = "checks/actix.rs"]
mod actix_service;
#[path = "checks/axum.rs"]
mod axum_service;
mod conversions;
mod replies;

use std::collections::BTreeMap;

use serde::Deserialize;
// What `Validate` of validator derives calls a method of the trait.
use validator::Validate;

#[errcat::catalog("frameworks/checks/codes.toml")]
enum ErrorCode {}

/// A body that either library can check.
#[derive(Debug, Deserialize, garde::Validate, Validate)]
struct Order {
    #[garde(length(min = 1))]
    #[validate(length(min = 1, message = "is empty"))]
    name: String,
    #[garde(range(max = 99))]
    #[validate(range(max = 99))]
    count: u32,
    #[garde(dive)]
    #[validate(nested)]
    address: Address,
    #[serde(default)]
    #[garde(dive)]
    #[validate(nested)]
    items: Vec<Item>,
    #[serde(default)]
    #[garde(dive)]
    #[validate(nested)]
    notes: BTreeMap<String, Item>,
}

#[derive(Debug, Deserialize, garde::Validate, Validate)]
struct Address {
    #[garde(length(min = 2))]
    #[validate(length(min = 2))]
    city: String,
}

#[derive(Debug, Deserialize, garde::Validate, Validate)]
#[garde(allow_unvalidated)]
struct Item {
    #[garde(custom(is_lower))]
    #[validate(custom(function = "has_no_upper"))]
    label: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "garde calls it so")]
fn is_lower(label: &str, (): &()) -> garde::Result {
    if label == label.to_lowercase() { Ok(()) } else { Err(garde::Error::new("has an upper-case letter")) }
}

fn has_no_upper(label: &str) -> Result<(), validator::ValidationError> {
    if label == label.to_lowercase() { Ok(()) } else { Err(validator::ValidationError::new("upper_case")) }
}

/// A query, a form or a header.
#[derive(Debug, Deserialize, garde::Validate, Validate)]
struct Page {
    #[garde(range(max = 99))]
    #[validate(range(max = 99))]
    page: u32,
}

/// A body of which no name in JSON is the name in Rust.
#[derive(Debug, Deserialize, garde::Validate, Validate)]
#[serde(rename_all = "camelCase")]
struct Profile {
    #[garde(length(min = 1))]
    #[validate(length(min = 1, message = "is empty"))]
    user_name: String,
    #[garde(dive)]
    #[validate(nested)]
    old_pages: Vec<OldPage>,
}

#[derive(Debug, Deserialize, garde::Validate, Validate)]
#[serde(rename_all = "kebab-case")]
struct OldPage {
    #[garde(range(max = 99))]
    #[validate(range(max = 99))]
    page_number: u32,
}

/// The order with these mistakes: an empty name, a count that is too high, a short city, and two wrong labels.
const FIVE: &str = r#"{"name":"","count":100,"address":{"city":"x"},"items":[{"label":"a"},{"label":"B"}],"notes":{"a.b":{"label":"C"}}}"#;

/// An order without mistakes.
const GOOD: &str = r#"{"name":"a","count":1,"address":{"city":"xy"}}"#;

/// An order with so many wrong items.
fn with_wrong_items(count: usize) -> String {
    let items = vec![r#"{"label":"B"}"#; count].join(",");
    format!(r#"{{"name":"a","count":1,"address":{{"city":"xy"}},"items":[{items}]}}"#)
}
