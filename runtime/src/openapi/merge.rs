//! Two responses with the same status as one.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

/// Adds to a response what another one with the same status has: the codes, the examples, the headers.
pub(crate) fn merge(response: &mut Value, other: Value) {
    let Value::Object(mut other) = other else { return };
    if let Some(Value::String(text)) = other.remove("description") {
        merge_description(response, &text);
    }
    for (name, merge) in [("headers", merge_header as fn(&mut Value, Value)), ("content", merge_media_type)] {
        if let Some(Value::Object(theirs)) = other.remove(name) {
            merge_members(&mut response[name], theirs, merge);
        }
    }
    if let Some(own) = response.as_object_mut() {
        for (name, value) in other {
            own.entry(name).or_insert(value);
        }
    }
}

/// Lines that are already there are not added again.
fn merge_description(response: &mut Value, other: &str) {
    let own = response.get("description").and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut text = own.clone();
    let own_lines: HashSet<&str> = own.lines().collect();
    for line in other.lines().filter(|line| !own_lines.contains(line)) {
        let is_item = |line: &str| line.starts_with("- ");
        let is_list = is_item(line) && text.lines().last().is_none_or(is_item);
        text.push_str(if text.is_empty() {
            ""
        } else if is_list {
            "\n"
        } else {
            // In Markdown, an empty line is between a list and a paragraph.
            "\n\n"
        });
        text.push_str(line);
    }
    response["description"] = text.into();
}

fn merge_members(own: &mut Value, other: Map<String, Value>, merge: fn(&mut Value, Value)) {
    if !own.is_object() {
        *own = json!({});
    }
    for (name, value) in other {
        match own.get_mut(&name) {
            Some(own) => merge(own, value),
            None => own[name] = value,
        }
    }
}

fn merge_header(own: &mut Value, mut other: Value) {
    const EXAMPLES: &str = "/schema/examples";
    let Some(Value::Array(theirs)) = other.pointer_mut(EXAMPLES).map(Value::take) else { return };
    let Some(examples) = own.pointer_mut(EXAMPLES).and_then(Value::as_array_mut) else { return };
    add_new(examples, theirs);
}

/// Adds the values that are not there yet.
pub(super) fn add_new(values: &mut Vec<Value>, others: impl IntoIterator<Item = Value>) {
    for other in others {
        if !values.contains(&other) {
            values.push(other);
        }
    }
}

fn merge_media_type(own: &mut Value, mut other: Value) {
    // A media type has either one example or several.
    if let Some(only) = own.as_object_mut().and_then(|own| own.remove("example")) {
        // No code has this name.
        own["examples"]["an example"] = json!({ "value": only });
    }
    if let Value::Object(examples) = other["examples"].take() {
        merge_members(&mut own["examples"], examples, |_, _| {});
    }
    let schema = other["schema"].take();
    if !schema.is_null() {
        merge_schema(&mut own["schema"], schema);
    }
}

/// A body has one of the schemas.
fn merge_schema(own: &mut Value, other: Value) {
    if own.is_null() {
        *own = other;
    } else if let Some(alternatives) = alternatives_of(own) {
        add_new(alternatives, [other]);
    } else if *own != other {
        *own = json!({ "anyOf": [own.take(), other] });
    }
}

/// The alternatives of a schema that says nothing else.
fn alternatives_of(schema: &mut Value) -> Option<&mut Vec<Value>> {
    let keywords = schema.as_object_mut().filter(|keywords| keywords.len() == 1)?;
    keywords.get_mut("anyOf")?.as_array_mut()
}
