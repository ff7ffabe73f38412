//! A schema that contains everything to which it refers.

use core::any::type_name;
use std::collections::BTreeMap;

use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::written;

/// The name of a schema that is written where it is used. `Contract` makes it a component of the document.
pub(super) const NAME: &str = "x-schema-name";

/// The most schemas that are written into one. A type that uses another one twice, at each of many levels, would otherwise
/// be very large.
const MOST: usize = 1_000;

/// The schema of a type, with those of the types in it.
pub(super) fn inline<T: ToSchema>() -> Value {
    let mut named = Vec::new();
    T::schemas(&mut named);
    let named = named.into_iter().map(|(name, schema)| (name, written(&schema))).collect();
    let mut schema = written(&T::schema());
    let mut inliner = Inliner { named, open: Vec::new(), count: 0 };
    match name::<T>() {
        Some(name) => schema = inliner.opened(name, schema),
        None => inliner.visit(&mut schema),
    }
    schema
}

/// The name of the schema of a type, unless it is a type of Rust, or generic: utoipa names those by their arguments.
fn name<T: ToSchema>() -> Option<String> {
    let path = type_name::<T>();
    let is_rusts = ["core::", "alloc::", "std::"].iter().any(|krate| path.starts_with(krate));
    let is_plain = path.contains("::") && !path.contains(['<', '(', '[', '&']);
    (is_plain && !is_rusts).then(|| T::name().into_owned())
}

struct Inliner {
    named: BTreeMap<String, Value>,
    /// The names of the schemas around this one.
    open: Vec<String>,
    count: usize,
}

impl Inliner {
    /// Returns the schema with this name, which is not around this place.
    fn opened(&mut self, name: String, mut schema: Value) -> Value {
        self.open.push(name);
        self.visit(&mut schema);
        let name = self.open.pop();
        if let (Value::Object(schema), Some(name)) = (&mut schema, name) {
            schema.insert(NAME.to_owned(), name.into());
        }
        schema
    }

    fn visit(&mut self, schema: &mut Value) {
        match schema {
            Value::Object(members) => match name_in(members) {
                Some(name) => *schema = self.resolved(name),
                None => members.values_mut().for_each(|member| self.visit(member)),
            },
            Value::Array(items) => items.iter_mut().for_each(|item| self.visit(item)),
            _ => {}
        }
    }

    /// The schema with this name. If it is around this place, or is not known, it has only its name, and accepts every
    /// value.
    fn resolved(&mut self, name: String) -> Value {
        self.count += 1;
        let is_allowed = self.count <= MOST && !self.open.contains(&name);
        match self.named.get(&name).filter(|_| is_allowed).cloned() {
            Some(schema) => self.opened(name, schema),
            None => Map::from_iter([(NAME.to_owned(), name.into())]).into(),
        }
    }
}

/// The name in a reference.
fn name_in(members: &Map<String, Value>) -> Option<String> {
    let reference = members.get("$ref")?.as_str()?;
    reference.strip_prefix("#/components/schemas/").map(str::to_owned)
}
