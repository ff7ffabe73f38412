//! The schema of a body, from its tree.

use std::collections::HashSet;

use super::facts::{Facts, type_of};
use super::schema::Schema;
use super::text::{array, object, string};
use crate::body::{Constant, Form, Member, Node, Tell, TextPart};
use crate::slot::{self, Body, Slot};

/// The number of places in a body at which the params or the field errors are described. At all others, only their
/// type is. Otherwise a body with many places would have a schema whose size is quadratic in the catalog.
const MOST_PLACES: usize = 8;

/// Makes the schema of a body.
pub(super) struct Tree<'a> {
    pub(super) body: Body,
    pub(super) facts: &'a Facts<'a>,
    /// The schema of a field error.
    pub(super) field: &'a Schema,
    /// The places where constants separate a success from a failure.
    pub(super) tells: &'a [Tell],
}

impl Tree<'_> {
    /// Returns the schema of the body with this root.
    pub(super) fn schema(&self, root: &Node) -> Schema {
        Place { tree: self, path: Vec::new(), described: 0 }.part(root).schema
    }
}

/// A part of a body.
struct Part {
    schema: Schema,
    /// Whether it is written in each body that has the object or array around it.
    is_certain: bool,
}

impl Part {
    fn certain(schema: Schema) -> Self {
        Self { schema, is_certain: true }
    }
}

/// The place of a part in its body.
struct Place<'a> {
    tree: &'a Tree<'a>,
    /// The names of the members on the way. It is empty at the root.
    path: Vec<&'a str>,
    /// The number of places where params or field errors have been described.
    described: usize,
}

impl<'a> Place<'a> {
    fn part(&mut self, node: &'a Node) -> Part {
        match node {
            Node::Constant(constant) => Part::certain(self::constant(constant)),
            Node::Slot(slot, form) => self.slot(slot, *form),
            Node::Text(parts) => {
                let is_certain = parts.iter().all(|part| match part {
                    TextPart::Literal(_) => true,
                    TextPart::Slot(slot) => self.is_certain(slot),
                });
                Part { schema: Schema::of("string"), is_certain }
            }
            Node::Object(members) => self.object(members),
            Node::Array(items) => self.array(items),
        }
    }

    fn is_certain(&self, slot: &Slot) -> bool {
        self.tree.facts.is_certain(self.tree.body, slot)
    }

    fn slot(&mut self, slot: &Slot, form: Form) -> Part {
        let is_certain = self.is_certain(slot);
        let is_null =
            form == Form::Null && !slot.has_always_value() || !is_certain && self.is_null_without_value();
        let is_string = form == Form::Text && *slot != Slot::Params;
        let schema = if is_string { Schema::of("string") } else { self.value(slot, form) };
        let schema = match summary(slot, self.tree.body) {
            Some(summary) => schema.described(summary),
            None => schema,
        };
        Part {
            schema: if is_null { schema.or_null() } else { schema },
            is_certain: is_certain || is_null || form == Form::Empty,
        }
    }

    /// Whether null is written if the slot has no value. Otherwise, a reader would not know what the body is.
    fn is_null_without_value(&self) -> bool {
        let is_here = |tell: &&Tell| tell.path.iter().eq(self.path.iter().copied());
        self.tree.tells.iter().find(is_here).is_some_and(|tell| {
            let constant = tell.success.as_ref().xor(tell.failure.as_ref());
            constant.is_some_and(|constant| *constant != Constant::Null)
        })
    }

    /// Returns the schema of a slot's value.
    fn value(&mut self, slot: &Slot, form: Form) -> Schema {
        let facts = self.tree.facts;
        match slot {
            Slot::Code if self.tree.body != Body::Field => Schema::Reference("code"),
            Slot::Payload => Schema::Reference("payload"),
            // The code of a field error need not be a code of the catalog.
            Slot::Code
            | Slot::Description
            | Slot::Title
            | Slot::Help
            | Slot::Incident
            | Slot::RequestId
            | Slot::Path
            | Slot::Pointer => Schema::of("string"),
            Slot::DocsUrl => facts.docs_url.clone(),
            Slot::ServerTime => Schema::format("string", "date-time"),
            Slot::Status | Slot::UnixTime | Slot::RetryAfter => Schema::of("integer"),
            Slot::Retryable => Schema::of("boolean"),
            Slot::Param(name) => facts.param(name),
            Slot::Data(key) => facts.data(key),
            Slot::Members => Schema::of("object"),
            Slot::Params => {
                let params = self.params(form);
                with_properties(Schema::of("object"), &[], &params)
            }
            Slot::Fields if self.is_described() => Schema::array(self.tree.field),
            Slot::Fields => Schema::array(&Schema::of("object")),
            Slot::FieldsByPath => {
                let texts = Schema::array(&Schema::of("string"));
                Schema::of("object").with("additionalProperties", texts.to_json())
            }
        }
    }

    /// Counts a place of the params or of the field errors, and returns whether it is one of the first.
    fn is_described(&mut self) -> bool {
        self.described += 1;
        self.described <= MOST_PLACES
    }

    /// Returns the params with their schemas.
    fn params(&mut self, form: Form) -> Vec<(&'a str, String)> {
        if !self.is_described() {
            return Vec::new();
        }
        let schema = |schema: Schema| if form == Form::Text { Schema::of("string") } else { schema };
        let params = self.tree.facts.published_params();
        params.map(|param| (param.name, schema(param.schema()).to_json())).collect()
    }

    fn object(&mut self, members: &'a [Member]) -> Part {
        let mut properties = Properties::of(members);
        // An object in which nothing is left is not written, unless it is the whole body.
        let is_only = members.len() == 1 && !self.path.is_empty();
        let mut is_certain = members.is_empty();
        let mut has_payload = false;
        for member in members {
            match (&member.name, &member.node) {
                (Some(name), node) => {
                    self.path.push(name);
                    let part = self.part(node);
                    self.path.pop();
                    is_certain |= part.is_certain;
                    properties.add(name, part.schema.to_json(), part.is_certain || is_only);
                }
                (None, Node::Slot(Slot::Payload, _)) => has_payload = true,
                (None, Node::Slot(Slot::Params, form)) => properties.add_spread(self.params(*form)),
                // The names are not known, and other members are possible in every object.
                (None, _) => {}
            }
        }
        let object = with_properties(Schema::of("object"), &properties.required, &properties.all);
        if has_payload {
            return Part::certain(Schema::AllOf(vec![
                object.to_json(),
                Schema::Reference("payload").to_json(),
            ]));
        }
        Part { schema: object, is_certain }
    }

    fn array(&mut self, items: &'a [Node]) -> Part {
        if items.is_empty() {
            // There are no items, but the type of `utoipa` for an array needs their schema.
            let array = Schema::array(&Schema::of("object"));
            return Part::certain(array.with("maxItems", "0".to_owned()));
        }
        let parts: Vec<Part> = items.iter().map(|item| self.part(item)).collect();
        let certain = parts.iter().filter(|part| part.is_certain).count();
        // An array in which nothing is left is not written.
        let least = certain.max(1).to_string();
        let mut seen = HashSet::new();
        let different =
            parts.into_iter().map(|part| part.schema).filter(|schema| seen.insert(schema.to_json()));
        let item = Schema::any_of(different.collect());
        let schema = Schema::array(&item).with("minItems", least);
        Part { schema: schema.with("maxItems", items.len().to_string()), is_certain: certain > 0 }
    }
}

/// The properties of an object.
struct Properties<'a> {
    /// The names of the object's own members, and of those that have been added.
    names: HashSet<&'a str>,
    required: Vec<String>,
    all: Vec<(&'a str, String)>,
}

impl<'a> Properties<'a> {
    fn of(members: &'a [Member]) -> Self {
        let names = members.iter().filter_map(|member| member.name.as_deref()).collect();
        Self { names, required: Vec::new(), all: Vec::new() }
    }

    fn add(&mut self, name: &'a str, schema: String, is_required: bool) {
        if is_required {
            self.required.push(string(name));
        }
        self.all.push((name, schema));
    }

    /// Adds members of another object. The object's own members replace those of the same name.
    fn add_spread(&mut self, members: Vec<(&'a str, String)>) {
        self.all.extend(members.into_iter().filter(|(name, _)| self.names.insert(name)));
    }
}

fn with_properties(schema: Schema, required: &[String], properties: &[(&str, String)]) -> Schema {
    let schema = if required.is_empty() { schema } else { schema.with("required", array(required)) };
    if properties.is_empty() { schema } else { schema.with("properties", object(properties)) }
}

/// Returns the schema of a constant. Not every reader knows the keyword `const`.
fn constant(constant: &Constant) -> Schema {
    let schema = Schema::of(type_of(constant));
    if *constant == Constant::Null { schema } else { schema.with("enum", array(&[constant.literal(string)])) }
}

/// Returns what the value of a slot is, if this helps a reader who does not see the catalog.
fn summary(slot: &Slot, body: Body) -> Option<&'static str> {
    let is_clear = match slot {
        Slot::Code | Slot::Title | Slot::DocsUrl | Slot::Help | Slot::Param(_) | Slot::Data(_) => false,
        Slot::Description => body != Body::Field,
        _ => true,
    };
    // After the first comma or sentence, the list of slots is about templates.
    let summary = meaning(slot);
    let end = summary.find([',', '.']).unwrap_or(summary.len());
    is_clear.then(|| &summary[..end])
}

/// Returns what the value of a slot is.
fn meaning(slot: &Slot) -> &'static str {
    slot::key(slot).map_or("", |key| key.summary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_slot_has_its_meaning() {
        for (slot, summary) in [(Slot::Code, "the code"), (Slot::Param("x".to_owned()), "the param `name`")] {
            assert!(meaning(&slot).starts_with(summary), "{slot:?}");
        }
    }
}
