//! Writes a body from its tree, in any format of serde.

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::value::Value;
use crate::contract::{Form, Member, Node, Object, Piece, Slot};

/// The values of a body's slots.
pub(crate) trait Slots {
    /// The value of a slot other than the payload and the members.
    fn value(&self, slot: Slot) -> Option<Value<'_>>;

    /// Whether there is a payload, or a member that the failure adds.
    fn has_rest(&self) -> bool;

    /// Whether the failure adds a member with this name.
    fn has_member(&self, name: &str) -> bool;

    /// Writes the payload or the members as one value.
    fn placed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Writes each member of the payload or of the failure. `is_taken` says whether the object has a member of this
    /// name.
    fn flat<M: SerializeMap>(&self, map: &mut M, is_taken: impl Fn(&str) -> bool) -> Result<(), M::Error>;
}

/// A part of a body, with the values of its slots.
pub(crate) struct Written<'a, S> {
    pub(crate) node: &'static Node,
    pub(crate) slots: &'a S,
}

impl<S: Slots> Written<'_, S> {
    fn at(&self, node: &'static Node) -> Self {
        Self { node, slots: self.slots }
    }

    /// Whether the part is written. A slot without a value is not, nor is an object or array in which nothing is left.
    fn is_present(&self) -> bool {
        match self.node {
            Node::Constant(_) | Node::Slot(_, Form::Null) | Node::Slot(Slot::Payload, _) => true,
            Node::Slot(Slot::Members, _) => self.slots.has_rest(),
            Node::Slot(slot, _) => self.slots.value(*slot).is_some(),
            Node::Text(pieces) => self.joined(pieces).is_some(),
            Node::Object(object) => {
                object.members.is_empty()
                    || object.members.iter().any(|member| self.at(&member.node).is_present())
            }
            Node::Array(items) => items.is_empty() || items.iter().any(|item| self.at(item).is_present()),
            Node::Tell(tell, node) => tell.is_null_without_value() || self.at(node).is_present(),
            Node::Again(node) => self.at(node).is_present(),
        }
    }

    /// Whether the part is written with a value, and not only as `null`.
    fn has_value(&self) -> bool {
        match self.node {
            Node::Slot(Slot::Members, _) => self.slots.has_rest(),
            Node::Slot(Slot::Payload, _) => true,
            Node::Slot(slot, _) => self.slots.value(*slot).is_some(),
            Node::Tell(_, node) | Node::Again(node) => self.at(node).has_value(),
            _ => self.is_present(),
        }
    }

    /// The text, if each of its slots has a value.
    fn joined(&self, pieces: &[Piece]) -> Option<String> {
        let pieces = pieces.iter().map(|piece| match piece {
            Piece::Literal(text) => Some((*text).to_owned()),
            Piece::Slot(slot) => self.slots.value(*slot)?.text(),
        });
        pieces.collect()
    }

    fn slot<Z: Serializer>(&self, slot: Slot, form: Form, serializer: Z) -> Result<Z::Ok, Z::Error> {
        match (self.slots.value(slot), form) {
            (Some(value), Form::Text) => match value.text() {
                Some(text) => serializer.serialize_str(&text),
                None => serializer.serialize_unit(),
            },
            (Some(value), _) => value.serialize(serializer),
            (None, _) => serializer.serialize_unit(),
        }
    }

    /// Whether one of these members is a slot whose members are written in its place, and has a member of this name.
    fn is_spread(&self, members: &'static [Member], name: &str) -> bool {
        let mut spread = members.iter().filter(|member| member.name.is_empty());
        spread.any(|member| match member.node {
            Node::Slot(slot, _) => self.slots.value(slot).is_some_and(|value| value.has_member(name)),
            _ => false,
        })
    }

    fn object<Z: Serializer>(&self, object: &'static Object, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut map = serializer.serialize_map(None)?;
        let is_taken = |name: &str| {
            let mut members = object.members.iter().filter(|member| !name.is_empty() && member.name == name);
            // A member that came with another object must not become the code.
            members.any(|member| member.node.is_code() || self.at(&member.node).has_value())
                || self.is_spread(object.members, name)
        };
        for (index, Member { name, node }) in object.members.iter().enumerate() {
            let value = self.at(node);
            match node {
                Node::Slot(Slot::Members | Slot::Payload, _) if name.is_empty() => {
                    self.slots.flat(&mut map, is_taken)?;
                }
                Node::Slot(slot, _) if name.is_empty() => {
                    let before = &object.members[..index];
                    let is_taken = |name: &str| {
                        object.members.iter().any(|member| !name.is_empty() && member.name == name)
                            || self.is_spread(before, name)
                    };
                    if let Some(value) = self.slots.value(*slot) {
                        value.flat(&mut map, is_taken)?;
                    }
                }
                _ if name.is_empty() => {}
                Node::Constant(scalar) | Node::Tell(_, Node::Constant(scalar)) => {
                    map.serialize_entry(name, scalar)?;
                }
                // The usual node: its slot is asked for a value only once.
                Node::Slot(slot, Form::Value) if !matches!(slot, Slot::Members | Slot::Payload) => {
                    if let Some(value) = self.slots.value(*slot) {
                        map.serialize_entry(name, &value)?;
                    }
                }
                // Another value of this member follows, which a peer has sent.
                _ if !value.has_value() && self.slots.has_member(name) && !node.is_code() => {}
                _ if value.is_present() => map.serialize_entry(name, &value)?,
                _ => {}
            }
        }
        map.end()
    }
}

impl<S: Slots> Serialize for Written<'_, S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        match self.node {
            Node::Constant(scalar) => scalar.serialize(serializer),
            Node::Slot(Slot::Members, Form::Null) if !self.slots.has_rest() => serializer.serialize_unit(),
            Node::Slot(Slot::Members | Slot::Payload, _) => self.slots.placed(serializer),
            Node::Slot(slot, form) => self.slot(*slot, *form, serializer),
            Node::Text(pieces) => match self.joined(pieces) {
                Some(text) => serializer.serialize_str(&text),
                None => Err(Z::Error::custom("a text of which a slot has no value is not written")),
            },
            Node::Object(object) => self.object(object, serializer),
            Node::Array(items) => {
                let mut array = serializer.serialize_seq(None)?;
                for item in items.iter().map(|item| self.at(item)).filter(Self::is_present) {
                    array.serialize_element(&item)?;
                }
                array.end()
            }
            Node::Tell(_, node) if !self.at(node).is_present() => serializer.serialize_unit(),
            Node::Tell(_, node) | Node::Again(node) => self.at(node).serialize(serializer),
        }
    }
}
