//! The schemas among the components of a document.

use std::collections::BTreeMap;

use serde_json::Value;
use utoipa::openapi::{RefOr, Schema};

use super::parts::{self, written};

/// The schemas of a document as JSON, and those that are new.
pub(super) struct Components {
    all: BTreeMap<String, Value>,
    new: BTreeMap<String, RefOr<Schema>>,
}

impl Components {
    pub(super) fn of(schemas: &BTreeMap<String, RefOr<Schema>>) -> Self {
        let all = schemas.iter().map(|(name, schema)| (name.clone(), written(schema))).collect();
        Self { all, new: BTreeMap::new() }
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.all.get(name)
    }

    /// Whether no other schema has this name.
    pub(super) fn is_free(&self, name: &str, schema: &Value) -> bool {
        self.all.get(name).is_none_or(|other| other == schema)
    }

    /// Adds a schema, or replaces it. `original` is the same schema in the type of utoipa.
    pub(super) fn add(&mut self, name: &str, schema: &Value, original: Option<&RefOr<Schema>>) {
        if self.all.get(name) == Some(schema) {
            return;
        }
        if let Some(original) = original.cloned().or_else(|| parts::schema(schema.clone())) {
            self.all.insert(name.to_owned(), schema.clone());
            self.new.insert(name.to_owned(), original);
        }
    }

    /// Adds what is new to the document.
    pub(super) fn add_to(self, schemas: &mut BTreeMap<String, RefOr<Schema>>) {
        schemas.extend(self.new);
    }
}
