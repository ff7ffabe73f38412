//! `schema/error_codes.schema.json`, with which an editor completes and checks a catalog while it is written.

use errcat_catalog::keys::{self, Key, Value};
use errcat_catalog::slot::{Body, SLOTS};
use serde_json::{Map, json};

/// The whole schema.
pub(crate) fn text() -> String {
    let mut schema = table(keys::FILE);
    let head = [
        ("$schema", json!("http://json-schema.org/draft-07/schema#")),
        ("title", json!("errcat catalog")),
        ("description", json!("The error codes of an API: https://github.com/errcat/errcat")),
    ];
    let members = schema.as_object_mut().expect("a table is an object");
    members.extend(head.map(|(name, value)| (name.to_owned(), value)));
    let definitions = [Body::Success, Body::Failure, Body::Field, Body::Problem];
    let definitions: Map<_, _> =
        definitions.map(|body| (body.table().to_owned(), template(body))).into_iter().collect();
    members.insert("definitions".to_owned(), definitions.into());
    format!("{schema:#}\n")
}

fn reference(body: Body) -> String {
    format!("#/definitions/{}", body.table())
}

/// Any value. An editor offers the slots of the body where a string is possible.
fn template(body: Body) -> serde_json::Value {
    let inner = json!({ "$ref": reference(body) });
    let own = SLOTS.iter().filter(|slot| slot.bodies.contains(&body) && !is_general(slot.name));
    let slots: Vec<_> = own
        .map(|slot| json!({ "const": format!("{{{}}}", slot.name), "description": slot.summary_in(body) }))
        .collect();
    json!({
        "anyOf": [
            { "anyOf": slots },
            { "type": ["string", "number", "boolean"] },
            { "type": "array", "items": inner },
            { "type": "object", "propertyNames": { "minLength": 1 }, "additionalProperties": inner },
        ],
    })
}

/// Whether the last part of the name stands for any name.
fn is_general(slot: &str) -> bool {
    slot.split_once('.').is_some_and(|(_, name)| name == "name")
}

fn table(keys: &[Key]) -> serde_json::Value {
    let properties: Map<_, _> = keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// Rows of codes; a row without one is no row.
fn rows(keys: &[Key]) -> serde_json::Value {
    let mut row = table(keys);
    row["required"] = json!(["code"]);
    json!({ "type": "array", "items": row })
}

fn property(key: &Key) -> serde_json::Value {
    let mut property = value(&key.value);
    property["description"] = json!(key.summary);
    if key.name == "range" {
        property["minItems"] = json!(2);
        property["maxItems"] = json!(2);
    }
    if let Some(pattern) = pattern(key.name) {
        property["pattern"] = json!(pattern);
    }
    property
}

/// The form of texts that have one. The other rules are more than a pattern can say.
fn pattern(name: &str) -> Option<&'static str> {
    match name {
        "docs_url" => Some(r"^[Hh][Tt][Tt][Pp][Ss]?://\S+$"),
        "success_content_type" | "failure_content_type" => Some(
            r"^([Aa][Pp][Pp][Ll][Ii][Cc][Aa][Tt][Ii][Oo][Nn]/|[^/;]+/[^/;]+\+)[Jj][Ss][Oo][Nn]\s*(;.+)?$",
        ),
        "version" => Some(r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$"),
        _ => None,
    }
}

fn value(value: &Value) -> serde_json::Value {
    match value {
        Value::Text => json!({ "type": "string" }),
        Value::OneOf(names) => json!({ "enum": names() }),
        Value::Integer(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Value::Boolean => json!({ "type": "boolean" }),
        Value::Code => json!({ "type": ["string", "integer"], "minLength": 1 }),
        Value::Scalar => json!({ "type": ["string", "boolean", "integer"] }),
        Value::Template(body) => json!({ "allOf": [{ "$ref": reference(*body) }], "type": "object" }),
        Value::List(of) => json!({ "type": "array", "items": self::value(of) }),
        Value::Map(of) => json!({ "type": "object", "additionalProperties": self::value(of) }),
        Value::Table(keys) => table(keys),
        Value::TextOrTable(keys) => json!({ "anyOf": [{ "type": "string" }, table(keys)] }),
        Value::Rows(keys) => rows(keys),
    }
}

/// Every catalog of this repository, and every right example, is what the schema takes; many wrong ones are not.
#[test]
fn the_schema_takes_what_errcat_takes() {
    use crate::generated::example::Examples;
    use errcat_catalog::Rule;

    let mut compiler = boon::Compiler::new();
    let schema = serde_json::from_str(&text()).expect("JSON");
    compiler.add_resource("error_codes.json", schema).expect("it has a name");
    let mut schemas = boon::Schemas::new();
    let schema = compiler.compile("error_codes.json", &mut schemas).expect("a schema");
    let takes = |text: &str| {
        let catalog: serde_json::Value = toml::from_str(text).expect("TOML");
        schemas.validate(&catalog, schema).is_ok()
    };
    for catalog in [include_str!("../../../error_codes.toml"), include_str!("../../catalogs/nasty.toml")] {
        assert!(takes(catalog));
    }
    for rule in Rule::ALL {
        let files = Examples::of(*rule).right().into_iter();
        // One rule is about a file that is no catalog.
        for (name, text) in files.filter(|(name, _)| *rule != Rule::NotACatalog || name == "error_codes.toml")
        {
            assert!(takes(&text), "{}: {name}", rule.id());
        }
    }
    for rule in [
        Rule::UnknownKey,
        Rule::WrongType,
        Rule::MissingCode,
        Rule::EmptyCode,
        Rule::StatusOutOfRange,
        Rule::RetryAfterOutOfRange,
        Rule::UnknownLevel,
        Rule::UnknownParamType,
        Rule::EmptyMember,
        Rule::UnknownRule,
        Rule::BadVersion,
        Rule::BadDocsUrl,
    ] {
        let (_, text) = Examples::of(rule).wrong().into_iter().next().expect("an example");
        assert!(!takes(&text), "{}: the schema takes the wrong example", rule.id());
    }
}
