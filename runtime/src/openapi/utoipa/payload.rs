//! The payloads of `responses(Success<T>)`.
//!
//! utoipa asks such a type only for its responses, and a response cannot add schemas to the document. So a response
//! contains its whole schema, and the number of its payload. `Contract` finds the payload by this number, and writes what
//! utoipa writes for `body = Success<T>`: references to components.

use core::any::type_name;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;
use utoipa::ToSchema;
use utoipa::openapi::{RefOr, Schema};

use super::components::Components;
use super::inline::inline;
use super::parts::written;
use crate::openapi::schemas::{Schemas, name_in, reference};
use crate::{Code, Success};

/// The extension of a response that has the number of its payload.
const NUMBER: &str = "x-errcat-payload";

/// The payloads of all documents of the program, by their numbers. There is one for each type.
static PAYLOADS: Mutex<BTreeMap<String, Arc<Payload>>> = Mutex::new(BTreeMap::new());

/// The schema of a payload as utoipa writes it.
struct Payload {
    /// The type of the enum of the catalog.
    catalog: &'static str,
    /// The name of the schema, unless the type is one of Rust, or generic: utoipa names those by their arguments.
    name: Option<String>,
    schema: Value,
    /// The schemas to which it refers, and its own.
    named: BTreeMap<String, Value>,
    originals: BTreeMap<String, RefOr<Schema>>,
}

impl Payload {
    fn of<T: ToSchema, C: Code>() -> Self {
        let mut named = Vec::new();
        T::schemas(&mut named);
        let (name, schema) = (name::<T>(), T::schema());
        named.extend(name.clone().map(|name| (name, schema.clone())));
        let originals: BTreeMap<_, _> = named.into_iter().collect();
        let named = originals.iter().map(|(name, schema)| (name.clone(), written(schema))).collect();
        Self { catalog: type_name::<C>(), name, schema: written(&schema), named, originals }
    }

    /// Adds the schemas to the components, and returns whether they are there now. If a component with the same name is
    /// another type, nothing is added.
    fn add_to(&self, components: &mut Components) -> bool {
        let is_free = self.named.iter().all(|(name, schema)| components.is_free(name, schema));
        if is_free {
            for (name, schema) in &self.named {
                components.add(name, schema, self.originals.get(name));
            }
        }
        is_free
    }

    /// Whether each reference of the schemas leads to a component. utoipa does not name the arguments of a generic type
    /// here.
    fn is_closed(&self, components: &Components) -> bool {
        let mut schemas = self.named.values().chain([&self.schema]);
        schemas.all(|schema| all_lead(schema, components))
    }
}

fn all_lead(schema: &Value, components: &Components) -> bool {
    match schema {
        Value::Object(members) => {
            name_in(members).is_none_or(|name| components.get(name).is_some())
                && members.values().all(|member| all_lead(member, components))
        }
        Value::Array(items) => items.iter().all(|item| all_lead(item, components)),
        _ => true,
    }
}

fn name<T: ToSchema>() -> Option<String> {
    let path = type_name::<T>();
    let is_rusts = ["core::", "alloc::", "std::"].iter().any(|krate| path.starts_with(krate));
    let is_plain = path.contains("::") && !path.contains(['<', '(', '[', '&']);
    (is_plain && !is_rusts).then(|| T::name().into_owned())
}

/// Marks the response of a success with its payload, and returns the schema of the payload with all that it refers to.
pub(super) fn mark<T: ToSchema, C: Code>(response: &mut Value) -> Value {
    let mut hasher = DefaultHasher::new();
    type_name::<Success<T, C>>().hash(&mut hasher);
    let number = format!("{:016x}", hasher.finish());
    let payload = Payload::of::<T, C>();
    let inlined = inline(&payload.schema, payload.name.as_deref(), &payload.named);
    response[NUMBER] = number.as_str().into();
    PAYLOADS.lock().unwrap_or_else(PoisonError::into_inner).insert(number, Arc::new(payload));
    inlined
}

/// The payload of a response, if it is a success of the catalog with this type.
fn find(response: &Value, catalog: &str) -> Option<Arc<Payload>> {
    let number = response.get(NUMBER)?.as_str()?;
    let payload = PAYLOADS.lock().unwrap_or_else(PoisonError::into_inner).get(number).cloned()?;
    (payload.catalog == catalog).then_some(payload)
}

/// Puts references to components into the responses that have a payload.
///
/// All of them are added to the components first, so that the order of the operations does not matter.
pub(super) fn share(
    responses: Vec<&mut Value>,
    catalog: &str,
    schemas: &Schemas,
    components: &mut Components,
) {
    let mut added = Vec::new();
    for response in responses {
        if let Some(payload) = find(response, catalog) {
            added.push((response, payload.add_to(components), payload));
        }
    }
    for (response, is_added, payload) in added {
        if let Some(members) = response.as_object_mut() {
            members.remove(NUMBER);
        }
        if is_added && payload.is_closed(components) {
            let shared = payload.name.as_deref().map_or_else(|| payload.schema.clone(), reference);
            let schema = schemas.success(Some(shared), &|name| components.get(name).cloned());
            response["content"][schemas.success_media_type()]["schema"] = schema;
        }
    }
}
