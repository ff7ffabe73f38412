//! The responses of an operation as JSON, and back.

use aide::openapi::{Operation, ReferenceOr, Response, StatusCode};
use serde::Serialize;
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
        let Some(response) = response(json).map(ReferenceOr::Item) else { continue };
        if key == DEFAULT {
            own.default = Some(response);
        } else {
            let Ok(status) = serde_json::from_value::<StatusCode>(key.into()) else { continue };
            own.responses.insert(status, response);
        }
    }
    own.responses.sort_keys();
}

/// A response from JSON. `None` if aide cannot read it: it has schemas of users, of any form.
pub(super) fn response(mut json: Value) -> Option<Response> {
    for name in ["content", "headers"] {
        let parts = json.get_mut(name).and_then(Value::as_object_mut);
        for part in parts.into_iter().flat_map(Map::values_mut) {
            part.get_mut("schema").into_iter().for_each(without_bool);
        }
    }
    serde_json::from_value(json).ok()
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
