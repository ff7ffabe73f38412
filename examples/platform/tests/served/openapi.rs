//! The OpenAPI document: where it is, and what a tool may expect of it.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::client::{get, post};
use crate::document;
use crate::operations::successes;
use crate::server::Fresh;
use crate::{E, assert_failure};

#[test]
fn the_document_is_served_only_where_it_is_asked_for() {
    let Fresh { server, .. } = &Fresh::start();
    let reply = get(&server.address, "/openapi.json");
    assert_failure(&reply, E::NotFound, 404, "There is nothing at this path");
    let Fresh { server, .. } = &Fresh::documented("60");
    assert!(document::bytes(&server.address).starts_with("{\n  \"openapi\": \"3.1.0\""));
    let reply = post(&server.address, "/openapi.json", "{}");
    assert_failure(&reply, E::ErrorMethodInvalid, 405, "Request method is invalid");
}

#[test]
fn the_document_is_the_same_at_each_start() {
    let start = || document::bytes(&Fresh::documented("60").server.address);
    assert!(start() == start());
}

#[test]
fn each_operation_has_a_name_a_summary_and_a_known_tag() {
    let document = json();
    let tags = &document["tags"].as_array().expect("tags");
    let known: BTreeSet<_> = tags.iter().map(|tag| &tag["name"]).map(Value::to_string).collect();
    let mut used = BTreeSet::new();
    let mut names = BTreeSet::new();
    for operation in document["paths"].as_object().expect("paths").values().flat_map(operations_of) {
        let name = operation["operationId"].as_str().expect("a name");
        assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{name}");
        assert!(names.insert(name.to_owned()), "two operations are named {name}");
        assert!(operation["summary"].as_str().is_some_and(|summary| !summary.is_empty()), "{name}");
        used.extend(operation["tags"].as_array().expect("tags").iter().map(Value::to_string));
    }
    assert_eq!(used, known);
    assert_eq!(names.len(), successes().len(), "each operation has a request that succeeds");
}

fn operations_of(item: &Value) -> impl Iterator<Item = &Value> {
    item.as_object().expect("operations").values()
}

#[test]
fn each_reference_leads_somewhere() {
    let document = json();
    let mut paths = Vec::new();
    references(&document, &mut paths);
    assert!(!paths.is_empty());
    for path in paths {
        let pointer = path.strip_prefix('#').expect("a reference within the document");
        assert!(document.pointer(pointer).is_some(), "{path}");
    }
}

fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str));
            members.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

fn json() -> Value {
    let Fresh { server, .. } = &Fresh::documented("60");
    serde_json::from_str(&document::bytes(&server.address)).expect("JSON")
}
