//! Reads field errors.

use serde_json::{Map, Number, Value};

use super::super::FieldError;
use super::super::digits::integer;
use super::super::field_error::path_of;
use crate::contract::{Form, Node, Slot, only_slot};

/// The field errors of an array, if each element is one by the template.
pub(super) fn listed(template: &Node, value: &Value) -> Option<Vec<FieldError>> {
    value.as_array()?.iter().map(|element| Parts::of(template, element).into_error()).collect()
}

/// The field errors of an object with an array of texts for each path.
pub(super) fn by_path(members: &Map<String, Value>) -> Option<Vec<FieldError>> {
    let mut fields = Vec::new();
    for (path, texts) in members {
        fields.extend(of_path(path, texts)?);
    }
    Some(fields)
}

/// The field errors of one path: its texts.
pub(super) fn of_path(path: &str, texts: &Value) -> Option<Vec<FieldError>> {
    let field = |text: &Value| Some(FieldError::new(path.to_owned(), text.as_str()?.to_owned()));
    texts.as_array()?.iter().map(field).collect()
}

/// The digits of a number. An integer may be written as `64.0`.
fn digits(number: &Number) -> String {
    let float = number.as_f64().filter(|_| number.is_f64());
    float.and_then(integer).map_or_else(|| number.to_string(), |integer| integer.to_string())
}

/// What an element says about a field.
#[derive(Default)]
struct Parts {
    path: Option<String>,
    pointer: Option<String>,
    description: Option<String>,
    code: Option<String>,
}

impl Parts {
    fn of(template: &Node, element: &Value) -> Self {
        let mut parts = Self::default();
        parts.read(template, element);
        parts
    }

    fn read(&mut self, node: &Node, value: &Value) {
        match (node, value) {
            (Node::Slot(slot, _), Value::String(text)) => self.set(*slot, text),
            (Node::Slot(slot, _), Value::Number(number)) => self.set(*slot, &digits(number)),
            // A field error about the whole request.
            (Node::Slot(slot @ (Slot::Path | Slot::Pointer), Form::Null), Value::Null) => self.set(*slot, ""),
            (Node::Text(pieces), Value::String(text)) => {
                let Some((before, slot, after)) = only_slot(pieces) else { return };
                let inner = text.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
                if let Some(inner) = inner {
                    self.set(slot, inner);
                }
            }
            (Node::Again(_, node), value) => self.read(node, value),
            (Node::Object(object), Value::Object(values)) => {
                for member in object.members {
                    if let Some(value) = values.get(member.name) {
                        self.read(&member.node, value);
                    }
                }
            }
            (Node::Array(items), Value::Array(values)) => {
                for (item, value) in items.iter().zip(values) {
                    self.read(item, value);
                }
            }
            _ => {}
        }
    }

    fn set(&mut self, slot: Slot, text: &str) {
        let part = match slot {
            Slot::Path => &mut self.path,
            Slot::Pointer => &mut self.pointer,
            Slot::Description => &mut self.description,
            Slot::Code => &mut self.code,
            _ => return,
        };
        part.get_or_insert_with(|| text.to_owned());
    }

    /// `None` if the element says nothing about a field.
    fn into_error(self) -> Option<FieldError> {
        let Self { path, pointer, description, code } = self;
        if path.is_none() && pointer.is_none() && description.is_none() && code.is_none() {
            return None;
        }
        let path = path.or_else(|| pointer.as_deref().map(path_of)).unwrap_or_default();
        let mut field = FieldError::new(path, description.unwrap_or_default());
        if let Some(pointer) = pointer.filter(|pointer| field.pointer() != pointer.as_str()) {
            field = field.with_pointer(pointer);
        }
        Some(match code {
            Some(code) => field.with_code(code),
            None => field,
        })
    }
}
