//! The schemas of a catalog's bodies. `errcat-catalog` makes them, and the macro writes them into the program.

use core::cell::OnceCell;
use std::collections::HashSet;

use errcat_core::media_type;
use serde_json::{Map, Value, json};

use crate::Code;
use crate::contract::Bodies;
use crate::problem::{Format, content_type};

/// The schemas of the bodies of a catalog. They do not have its type, so that what uses them is compiled once for all
/// catalogs.
pub(crate) struct Schemas {
    bodies: &'static Bodies,
    all: Value,
    /// The published codes, each as JSON.
    published: OnceCell<HashSet<String>>,
    /// The schemas of failures that contain the schema of the code, one for each format.
    inline: [OnceCell<Value>; 2],
    /// What a response has in the place of the schema of a failure, one for each format. Null until `sharing`.
    shared: [Value; 2],
}

impl Schemas {
    /// Reads the schemas of the catalog. A catalog without any accepts every value.
    pub(crate) fn of<C: Code>() -> Self {
        Self::new(C::BODIES, C::SCHEMA)
    }

    fn new(bodies: &'static Bodies, all: &str) -> Self {
        let all = serde_json::from_str(all).unwrap_or_default();
        Self {
            bodies,
            all,
            published: OnceCell::new(),
            inline: Default::default(),
            shared: Default::default(),
        }
    }

    /// Whether failures have the status of a success.
    pub(crate) fn always_ok(&self) -> bool {
        self.bodies.always_ok
    }

    /// The formats in which a failure of the catalog is sent.
    pub(crate) fn formats(&self) -> impl Iterator<Item = Format> + use<> {
        formats(self.bodies)
    }

    /// The media type of a failure in this format.
    pub(crate) fn media_type(&self, format: Format) -> &'static str {
        media_type::name(content_type(self.bodies, format))
    }

    /// The media type of a success.
    pub(crate) fn success_media_type(&self) -> &'static str {
        media_type::name(self.bodies.success_content_type)
    }

    /// Refers to the schema of a failure by what this function returns for a format of the catalog.
    pub(crate) fn sharing(mut self, mut shared: impl FnMut(&Self, Format) -> Value) -> Self {
        for format in self.formats() {
            self.shared[index(format)] = shared(&self, format);
        }
        self
    }

    /// What a response has in the place of the schema of a failure: a reference to a component of the document.
    pub(crate) fn shared(&self, format: Format) -> &Value {
        &self.shared[index(format)]
    }

    /// The schema of a failure that contains the schema of the code.
    pub(crate) fn inline(&self, format: Format) -> &Value {
        self.inline[index(format)].get_or_init(|| self.failure(format, &self.code()))
    }

    /// The name of the code's schema: the name of the enum, with `_` for letters that the name of a component cannot
    /// have.
    pub(crate) fn code_name(&self) -> String {
        let name = self.all["name"].as_str().unwrap_or("ErrorCode");
        name.replace(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_', "_")
    }

    /// The name of the schema of a failure.
    pub(crate) fn failure_name(&self, format: Format) -> String {
        self.name(match format {
            Format::Envelope => "Failure",
            Format::Problem => "Problem",
        })
    }

    /// The name of the schema of a body, such as `Failure`. If the enum is not `ErrorCode` or `Code`, what is before
    /// these words is before the name, so that a document can have several catalogs.
    pub(crate) fn name(&self, body: &str) -> String {
        let name = self.code_name();
        let catalog = name.strip_suffix("ErrorCode").or_else(|| name.strip_suffix("Code")).unwrap_or(&name);
        format!("{catalog}{body}")
    }

    /// Whether a schema refers to what utoipa calls `Success<Channel>`, if the body is `Success`: `Success_Channel`.
    pub(crate) fn is_generic(&self, body: &str, schema: &Value) -> bool {
        let name = schema.as_object().and_then(name_in);
        let arguments = name.and_then(|name| name.strip_prefix(&self.name(body)));
        arguments.is_some_and(|arguments| arguments.starts_with('_'))
    }

    /// The codes of the catalog, as an open set: a client has to expect others.
    pub(crate) fn code(&self) -> Value {
        let mut code = any_if_null(&self.all["code"]);
        if let Some(codes) = code.get("examples").cloned() {
            code["x-extensible-enum"] = codes;
        }
        code
    }

    /// The codes of the catalog, and no others.
    pub(crate) fn closed_code(&self) -> Value {
        let mut code = any_if_null(&self.all["code"]);
        if let Some(codes) = code.as_object_mut().and_then(|code| code.remove("examples")) {
            code["enum"] = codes;
        }
        code
    }

    /// Whether the catalog publishes this code: its row is not internal.
    pub(crate) fn is_published(&self, code: &str) -> bool {
        if self.all.is_null() {
            return true;
        }
        let published = self.published.get_or_init(|| {
            let codes = self.all["code"]["examples"].as_array();
            codes.into_iter().flatten().map(Value::to_string).collect()
        });
        published.contains(&self.sent(code).to_string())
    }

    /// The body of a failure, with this schema of its code.
    pub(crate) fn failure(&self, format: Format, code: &Value) -> Value {
        let mut body = self.body(format);
        replace(&mut body, "code", code);
        body
    }

    /// The body of a failure with exactly this code. `None` if the body does not tell codes apart.
    pub(crate) fn failure_with(&self, format: Format, code: &str) -> Option<Value> {
        let exactly = json!({ "type": self.all["code"]["type"], "enum": [self.sent(code)] });
        has_code(&self.body(format)).then(|| self.failure(format, &exactly))
    }

    /// A code as the JSON value that is sent.
    fn sent(&self, code: &str) -> Value {
        let number = if self.bodies.integer_codes { serde_json::from_str(code).ok() } else { None };
        number.unwrap_or_else(|| code.into())
    }

    fn body(&self, format: Format) -> Value {
        any_if_null(match format {
            Format::Envelope => &self.all["failure"],
            Format::Problem => &self.all["problem"],
        })
    }

    /// The body of a success. A payload without a value has no members. `find` returns the schema with a name.
    pub(crate) fn success(&self, payload: Option<Value>, find: &dyn Fn(&str) -> Option<Value>) -> Value {
        let mut body = any_if_null(&self.all["success"]);
        match payload {
            Some(payload) if is_flat(&body) => {
                let opened = Opener { find, open: Vec::new() }.opened(payload);
                replace(&mut body, "payload", &opened);
            }
            Some(payload) => replace(&mut body, "payload", &payload),
            None => remove_payload(&mut body),
        }
        body
    }
}

/// The formats in which a failure of a catalog with these bodies is sent.
pub(crate) fn formats(bodies: &Bodies) -> impl Iterator<Item = Format> + use<> {
    let has_problems = bodies.problem_json;
    let is_sent = move |format: &Format| *format == Format::Envelope || has_problems;
    [Format::Envelope, Format::Problem].into_iter().filter(is_sent)
}

/// The place of a format in a list with one item for each.
fn index(format: Format) -> usize {
    match format {
        Format::Envelope => 0,
        Format::Problem => 1,
    }
}

/// Whether a body has the code as a value of its own. One of several alternatives says nothing about the others.
fn has_code(schema: &Value) -> bool {
    match schema {
        Value::Object(keywords) if keywords.get("$ref").is_some_and(|place| place == "code") => true,
        Value::Object(keywords) => {
            keywords.iter().any(|(name, value)| name != "anyOf" && name != "oneOf" && has_code(value))
        }
        Value::Array(items) => items.iter().any(has_code),
        _ => false,
    }
}

/// Whether the members of a payload are next to those of the body, or of an object in it.
fn is_flat(body: &Value) -> bool {
    match body {
        Value::Object(keywords) => {
            let parts = keywords.get("allOf").and_then(Value::as_array);
            parts.is_some_and(|parts| parts.contains(&json!({ "$ref": "payload" })))
                || keywords.values().any(is_flat)
        }
        Value::Array(items) => items.iter().any(is_flat),
        _ => false,
    }
}

/// A payload whose members are next to others. A schema that refuses other members, or that is null because there are no
/// members, is replaced by one that does not.
struct Opener<'f> {
    find: &'f dyn Fn(&str) -> Option<Value>,
    /// The schemas around this one. A type can refer to itself.
    open: Vec<String>,
}

impl Opener<'_> {
    fn opened(&mut self, schema: Value) -> Value {
        let name = schema.as_object().and_then(name_in).map(str::to_owned);
        match name {
            Some(name) if self.open.contains(&name) => schema,
            Some(name) => match (self.find)(&name) {
                Some(target) => {
                    self.open.push(name);
                    let opened = self.opened(target.clone());
                    self.open.pop();
                    if opened == target { schema } else { opened }
                }
                None => schema,
            },
            None if schema == json!({ "type": "null" }) => json!({}),
            None => self.keywords(schema),
        }
    }

    fn keywords(&mut self, mut schema: Value) -> Value {
        let Value::Object(keywords) = &mut schema else { return schema };
        for limit in ["additionalProperties", "maxProperties", "propertyNames", "unevaluatedProperties"] {
            keywords.remove(limit);
        }
        for name in ["allOf", "anyOf", "oneOf"] {
            let Some(Value::Array(parts)) = keywords.remove(name) else { continue };
            let opened: Vec<_> = parts.iter().map(|part| self.opened(part.clone())).collect();
            // What has been opened can accept what another part accepts.
            let name = if name == "oneOf" && opened != parts { "anyOf" } else { name };
            keywords.insert(name.to_owned(), opened.into());
        }
        schema
    }
}

/// The name in a reference to a component, or to a definition of a JSON Schema.
pub(crate) fn name_in(schema: &Map<String, Value>) -> Option<&str> {
    let reference = schema.get("$ref")?.as_str()?;
    ["#/components/schemas/", "#/$defs/", "#/definitions/"]
        .iter()
        .find_map(|path| reference.strip_prefix(path))
}

/// A reference to a schema among the components of the document.
#[cfg(feature = "utoipa")]
pub(crate) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn any_if_null(schema: &Value) -> Value {
    if schema.is_null() { json!({}) } else { schema.clone() }
}

/// Puts a schema in the places that stand for it.
fn replace(schema: &mut Value, name: &str, by: &Value) {
    if schema.get("$ref").is_some_and(|place| place == name) {
        by.clone_into(schema);
        return;
    }
    match schema {
        Value::Object(members) => members.values_mut().for_each(|member| replace(member, name, by)),
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, name, by)),
        _ => {}
    }
}

/// Removes a payload whose members are next to those of the body. In a place of its own, `()` is null.
fn remove_payload(schema: &mut Value) {
    let parts = schema.get_mut("allOf").and_then(Value::as_array_mut);
    if let Some(parts) = parts {
        parts.retain(|part| *part != json!({ "$ref": "payload" }));
        if let [only] = parts.as_mut_slice() {
            *schema = only.take();
        }
    }
    match schema {
        Value::Object(members) => members.values_mut().for_each(remove_payload),
        Value::Array(items) => items.iter_mut().for_each(remove_payload),
        _ => {}
    }
    replace(schema, "payload", &json!({ "type": "null" }));
}
