//! Parts of a document as JSON, and back.

use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::openapi::{RefOr, Response, Schema};

/// The keywords whose value is a schema, a list of schemas, or an object with a schema for each name.
const ONE: [&str; 4] = ["items", "additionalProperties", "propertyNames", "contentSchema"];
const LIST: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];
const BY_NAME: [&str; 1] = ["properties"];

pub(super) fn written(part: &impl Serialize) -> Value {
    serde_json::to_value(part).unwrap_or_default()
}

/// A schema from JSON. `None` if utoipa cannot read it.
pub(super) fn schema(mut json: Value) -> Option<RefOr<Schema>> {
    add_types(&mut json);
    serde_json::from_value(json).ok()
}

/// A response from JSON. `None` if utoipa cannot read it: it has schemas of users, of any form.
pub(super) fn response(mut json: Value) -> Option<RefOr<Response>> {
    add_types_in_parts(&mut json);
    serde_json::from_value(json).ok()
}

fn add_types_in_parts(part: &mut Value) {
    let Value::Object(members) = part else { return };
    for (name, member) in members {
        match name.as_str() {
            "schema" | "itemSchema" => add_types(member),
            "content" | "headers" => {
                member.as_object_mut().into_iter().flat_map(Map::values_mut).for_each(add_types_in_parts);
            }
            _ => {}
        }
    }
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
