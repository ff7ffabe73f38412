//! Bodies that a schema must refuse, and members that it must require.

use serde_json::{Map, Value, json};

/// The body with one mistake, for each mistake that the schema must find.
pub(crate) fn bodies(schema: &Value, body: &Value) -> Vec<Value> {
    if let Some(all) = schema["allOf"].as_array() {
        return all.iter().flat_map(|schema| bodies(schema, body)).collect();
    }
    let mut wrong = of_other_types(schema);
    if let Some(constant) = schema["enum"].get(0) {
        wrong.extend(other_than(constant));
    }
    if schema["format"] == "date-time" {
        wrong.push(json!("yesterday"));
    }
    match body {
        Value::Object(members) => wrong.extend(objects(schema, members)),
        Value::Array(items) => wrong.extend(arrays(schema, items)),
        _ => {}
    }
    wrong
}

/// A value of each type that the schema does not name.
fn of_other_types(schema: &Value) -> Vec<Value> {
    let types = match &schema["type"] {
        Value::Null => return Vec::new(),
        Value::Array(types) => types.clone(),
        ty => vec![ty.clone()],
    };
    let values = [
        (&["null"][..], json!(null)),
        (&["boolean"], json!(true)),
        (&["integer", "number"], json!(7)),
        (&["number"], json!(1.5)),
        (&["string"], json!("2017-10-09T08:53:18Z")),
        (&["array"], json!([])),
        (&["object"], json!({})),
    ];
    let is_other = |(names, _): &(&[&str], Value)| !names.iter().any(|name| types.contains(&json!(name)));
    values.into_iter().filter(is_other).map(|(_, value)| value).collect()
}

fn other_than(constant: &Value) -> Option<Value> {
    match constant {
        Value::Bool(boolean) => Some(json!(!boolean)),
        Value::Number(number) => Some(json!(number.as_f64()? + 1.0)),
        Value::String(text) => Some(json!(format!("{text}x"))),
        _ => None,
    }
}

fn objects(schema: &Value, members: &Map<String, Value>) -> Vec<Value> {
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let without = required.map(|name| {
        let mut members = members.clone();
        members.remove(name).expect("a valid body has it");
        Value::Object(members)
    });
    let properties = schema["properties"].as_object().into_iter().flatten();
    let changed = properties.filter_map(|(name, schema)| Some((name, bodies(schema, members.get(name)?))));
    let changed = changed.flat_map(|(name, wrong)| {
        wrong.into_iter().map(|value| {
            let mut members = members.clone();
            members.insert(name.clone(), value);
            Value::Object(members)
        })
    });
    without.chain(changed).collect()
}

fn arrays(schema: &Value, items: &[Value]) -> Vec<Value> {
    let mut wrong = Vec::new();
    if schema["minItems"] == items.len() && !items.is_empty() {
        wrong.push(json!(items[1..]));
    }
    if schema["maxItems"] == items.len() {
        wrong.push(json!([items, &[items.last().cloned().unwrap_or_default()]].concat()));
    }
    for (index, item) in items.iter().enumerate() {
        for value in bodies(&schema["items"], item) {
            let mut items = items.to_vec();
            items[index] = value;
            wrong.push(Value::Array(items));
        }
    }
    wrong
}

/// The members that the schema does not require, although each of the values has them.
pub(crate) fn always_there(schema: &Value, values: &[&Value]) -> Vec<String> {
    let items: Vec<&Value> = values.iter().filter_map(|value| value.as_array()).flatten().collect();
    let mut found = if items.is_empty() { Vec::new() } else { always_there(&schema["items"], &items) };
    let objects: Vec<_> = values.iter().filter_map(|value| value.as_object()).collect();
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        let inner: Vec<&Value> = objects.iter().filter_map(|object| object.get(name)).collect();
        let is_there = inner.len() == objects.len() && !objects.is_empty();
        let is_required = schema["required"].as_array().is_some_and(|names| names.contains(&json!(name)));
        if is_there && !is_required {
            found.push(name.clone());
        }
        // A schema does not say that two members of an object come together, such as a page and a title.
        if is_there || property["properties"].as_object().is_none_or(|members| members.len() == 1) {
            found.extend(always_there(property, &inner));
        }
    }
    found
}
