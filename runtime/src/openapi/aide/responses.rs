//! The responses of an operation as JSON, and back.

use aide::openapi::{Operation, ReferenceOr, Response, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

const DEFAULT: &str = "default";

/// Changes the responses of an operation. Those that stay the same are not touched.
pub(super) fn change(operation: &mut Operation, change: impl FnOnce(&mut Map<String, Value>)) {
    let own = operation.responses.get_or_insert_default();
    let before = written(own);
    let mut after = before.clone();
    change(&mut after);
    if !after.contains_key(DEFAULT) {
        own.default = None;
    }
    for (key, json) in after {
        if before.get(&key) == Some(&json) {
            continue;
        }
        let response = ReferenceOr::Item(response(json));
        if key == DEFAULT {
            own.default = Some(response);
        } else {
            own.responses.insert(read::<StatusCode>(key.into()), response);
        }
    }
    own.responses.sort_keys();
}

/// A response that this crate has written.
pub(super) fn response(mut json: Value) -> Response {
    for name in ["content", "headers"] {
        let parts = json.get_mut(name).and_then(Value::as_object_mut);
        for part in parts.into_iter().flat_map(Map::values_mut) {
            part.get_mut("schema").into_iter().for_each(without_bool);
        }
    }
    read(json)
}

/// aide writes a schema that is a bool, but does not read it.
fn without_bool(schema: &mut Value) {
    match schema {
        Value::Bool(true) => *schema = json!({}),
        Value::Bool(false) => *schema = json!({ "not": {} }),
        _ => {}
    }
}

fn written(part: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(part) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

/// What this crate writes, and what aide has written, has the form that aide reads.
fn read<T: DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).expect("a part of an OpenAPI document")
}
