//! Generates the client from the file that the variable `PLATFORM_OPENAPI` names.

use std::path::Path;
use std::{env, fs};

use serde_json::{Value, json};

fn main() {
    println!("cargo:rerun-if-env-changed=PLATFORM_OPENAPI");
    let path = env::var("PLATFORM_OPENAPI").expect("PLATFORM_OPENAPI names the platform's document");
    println!("cargo:rerun-if-changed={path}");
    let document = fs::read_to_string(path).expect("the document");
    let mut document = serde_json::from_str(&document).expect("JSON");
    convert(&mut document);
    let document: openapiv3::OpenAPI = serde_json::from_value(document).expect("a document of OpenAPI 3.0");
    let client = progenitor_impl::Generator::default().generate_tokens(&document).expect("a client");
    let folder = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&folder).join("client.rs"), client.to_string()).expect("the folder can be written");
}

/// progenitor reads OpenAPI 3.0. There, a value that can be null has a keyword, not a second type, and a schema has one
/// example.
fn convert(document: &mut Value) {
    document["openapi"] = "3.0.3".into();
    document["info"]["license"].as_object_mut().expect("a licence").remove("identifier");
    convert_schemas(document);
}

fn convert_schemas(value: &mut Value) {
    match value {
        Value::Object(members) => {
            let types = members.get("type").and_then(Value::as_array).cloned();
            if let Some(types) = types.filter(|types| types.contains(&json!("null"))) {
                let other = types.into_iter().find(|ty| ty != "null").expect("another type");
                members.insert("type".to_owned(), other);
                members.insert("nullable".to_owned(), true.into());
            }
            if let Some(Value::Array(mut alternatives)) = members.remove("oneOf") {
                let count = alternatives.len();
                alternatives.retain(|schema| schema["type"] != "null");
                let name = if alternatives.len() == 1 { "allOf" } else { "oneOf" };
                if alternatives.len() < count {
                    members.insert("nullable".to_owned(), true.into());
                }
                members.insert(name.to_owned(), alternatives.into());
            }
            if members.get("examples").is_some_and(Value::is_array) {
                members.remove("examples");
            }
            members.values_mut().for_each(convert_schemas);
        }
        Value::Array(items) => items.iter_mut().for_each(convert_schemas),
        _ => {}
    }
}
