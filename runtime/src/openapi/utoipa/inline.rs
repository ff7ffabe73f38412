//! A schema that contains everything to which it refers, for documents without a `Contract`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::super::schemas::name_in;

/// The most schemas that are written into one. A type that uses another one twice, at each of many levels, would otherwise
/// be very large.
const MOST: usize = 1_000;

/// Writes the schemas with these names into a schema, in the places of the references. A schema with the name `own` is
/// around it.
pub(super) fn inline(schema: &Value, own: Option<&str>, named: &BTreeMap<String, Value>) -> Value {
    let open = own.into_iter().map(str::to_owned).collect();
    let mut inlined = schema.clone();
    Inliner { named, open, count: 0 }.visit(&mut inlined);
    inlined
}

struct Inliner<'a> {
    named: &'a BTreeMap<String, Value>,
    /// The names of the schemas around this one.
    open: Vec<String>,
    count: usize,
}

impl Inliner<'_> {
    fn visit(&mut self, schema: &mut Value) {
        match schema {
            Value::Object(members) => {
                if let Some(name) = name_in(members).map(str::to_owned) {
                    *schema = self.resolved(name, members);
                    return;
                }
                // It names schemas of the document.
                members.remove("discriminator");
                for (keyword, value) in members.iter_mut() {
                    self.keyword(keyword, value);
                }
                one_or_more(members);
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.visit(item)),
            _ => {}
        }
    }

    fn keyword(&mut self, keyword: &str, value: &mut Value) {
        match (keyword, value) {
            // Values, and not schemas.
            ("const" | "default" | "enum" | "example" | "examples", _) => {}
            // A property can have the name of a keyword.
            ("properties", Value::Object(schemas)) => {
                schemas.values_mut().for_each(|schema| self.visit(schema));
            }
            (_, value) => self.visit(value),
        }
    }

    /// The schema with this name, and what is next to the reference. A schema that is around this place, or is not known,
    /// accepts every value.
    fn resolved(&mut self, name: String, reference: &mut Map<String, Value>) -> Value {
        reference.remove("$ref");
        self.count += 1;
        let is_allowed = self.count <= MOST && !self.open.contains(&name);
        let mut schema = self.named.get(&name).filter(|_| is_allowed).cloned().unwrap_or_else(|| json!({}));
        self.open.push(name);
        self.visit(&mut schema);
        self.open.pop();
        if reference.is_empty() {
            return schema;
        }
        reference.insert("allOf".to_owned(), json!([schema]));
        Value::Object(core::mem::take(reference))
    }
}

/// If one of several schemas accepts every value, another one of them can accept a value, too.
fn one_or_more(schema: &mut Map<String, Value>) {
    let accepts_all = |schema: &Value| schema.as_object().is_some_and(Map::is_empty);
    let alternatives = schema.get("oneOf").and_then(Value::as_array);
    if alternatives.is_some_and(|alternatives| alternatives.iter().any(accepts_all))
        && let Some(alternatives) = schema.remove("oneOf")
    {
        schema.insert("anyOf".to_owned(), alternatives);
    }
}
