//! Schemas that are written where they are used become components of the document.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use utoipa::openapi::{RefOr, Schema};

use super::inline::NAME;
use super::parts::{self, written};
use super::reference;

/// The schemas among the components of a document.
pub(super) struct Components {
    all: BTreeMap<String, Value>,
    new: BTreeSet<String>,
}

impl Components {
    pub(super) fn of(schemas: &BTreeMap<String, RefOr<Schema>>) -> Self {
        let all = schemas.iter().map(|(name, schema)| (name.clone(), written(schema))).collect();
        Self { all, new: BTreeSet::new() }
    }

    /// Adds a component, or replaces it.
    pub(super) fn set(&mut self, name: String, schema: Value) {
        self.new.insert(name.clone());
        self.all.insert(name, schema);
    }

    /// Replaces each schema of a response that has a name by a reference to a component.
    pub(super) fn hoist(&mut self, response: &mut Value) {
        let mut names = self.all.keys().cloned().collect();
        collect(response, &mut names);
        self.visit(response, &names);
    }

    fn visit(&mut self, part: &mut Value, names: &BTreeSet<String>) {
        match part {
            Value::Object(members) => {
                members.values_mut().for_each(|member| self.visit(member, names));
                if let Some(Value::String(name)) = members.remove(NAME) {
                    self.share(&name, part, names);
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.visit(item, names)),
            _ => {}
        }
    }

    /// A component with the same name and another schema is another type: then the schema stays where it is.
    fn share(&mut self, name: &str, schema: &mut Value, names: &BTreeSet<String>) {
        let is_component = if schema.as_object().is_some_and(Map::is_empty) {
            names.contains(name)
        } else {
            if !self.all.contains_key(name) {
                self.set(name.to_owned(), schema.clone());
            }
            self.all.get(name) == Some(schema)
        };
        if is_component {
            *schema = reference(name);
        }
    }

    /// Adds what is new to the document.
    pub(super) fn add_to(self, schemas: &mut BTreeMap<String, RefOr<Schema>>) {
        let new = self.all.into_iter().filter(|(name, _)| self.new.contains(name));
        schemas.extend(new.map(|(name, schema)| (name, parts::schema(schema))));
    }
}

/// Collects the names of the schemas that a part contains, without those of which there is only the name.
fn collect(part: &Value, names: &mut BTreeSet<String>) {
    match part {
        Value::Object(members) => {
            if let Some(Value::String(name)) = members.get(NAME)
                && members.len() > 1
            {
                names.insert(name.clone());
            }
            members.values().for_each(|member| collect(member, names));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        _ => {}
    }
}
