//! Parts of a document as JSON, and back.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use utoipa::openapi::{RefOr, Response, Schema};

/// The keywords whose value is a schema, a list of schemas, or an object with a schema for each name.
const ONE: [&str; 3] = ["items", "additionalProperties", "propertyNames"];
const LIST: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];
const BY_NAME: [&str; 1] = ["properties"];

pub(super) fn written(part: &impl Serialize) -> Value {
    serde_json::to_value(part).unwrap_or_default()
}

pub(super) fn schema(mut json: Value) -> RefOr<Schema> {
    add_types(&mut json);
    read(json)
}

pub(super) fn response(mut json: Value) -> RefOr<Response> {
    for name in ["content", "headers"] {
        let parts = json.get_mut(name).and_then(Value::as_object_mut);
        for part in parts.into_iter().flat_map(Map::values_mut) {
            part.get_mut("schema").into_iter().for_each(add_types);
        }
    }
    read(json)
}

/// What this crate writes, and what utoipa has written, has the form that utoipa reads.
fn read<T: DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).expect("a part of an OpenAPI document")
}

/// utoipa reads a schema without a type only if its type is null. It does not write this null.
fn add_types(schema: &mut Value) {
    let Value::Object(keywords) = schema else { return };
    for name in ONE {
        keywords.get_mut(name).into_iter().for_each(add_types);
    }
    for name in LIST {
        let schemas = keywords.get_mut(name).and_then(Value::as_array_mut);
        schemas.into_iter().flatten().for_each(add_types);
    }
    for name in BY_NAME {
        let schemas = keywords.get_mut(name).and_then(Value::as_object_mut);
        schemas.into_iter().flat_map(Map::values_mut).for_each(add_types);
    }
    let has_type =
        ["type", "$ref", "allOf", "anyOf", "oneOf"].iter().any(|name| keywords.contains_key(*name));
    if !has_type {
        keywords.insert("type".to_owned(), Value::Null);
    }
}
