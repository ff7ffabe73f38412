//! Schemas that are written where they are used become components of the document.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use utoipa::openapi::{RefOr, Schema};

use super::inline::NAME;
use super::{read, reference, written};

/// The schemas among the components of a document.
pub(super) struct Components {
    schemas: BTreeMap<String, Value>,
}

impl Components {
    pub(super) fn of(schemas: &BTreeMap<String, RefOr<Schema>>) -> Self {
        Self { schemas: schemas.iter().map(|(name, schema)| (name.clone(), written(schema))).collect() }
    }

    /// Adds a component, or replaces it.
    pub(super) fn set(&mut self, name: String, schema: Value) {
        self.schemas.insert(name, schema);
    }

    /// Replaces each schema of a response that has a name by a reference to a component.
    pub(super) fn hoist(&mut self, response: &mut Value) {
        let mut names = self.schemas.keys().cloned().collect();
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
            self.schemas.entry(name.to_owned()).or_insert_with(|| schema.clone()) == schema
        };
        if is_component {
            *schema = reference(name);
        }
    }

    pub(super) fn into_schemas(self) -> BTreeMap<String, RefOr<Schema>> {
        self.schemas.into_iter().map(|(name, schema)| (name, read(schema))).collect()
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
