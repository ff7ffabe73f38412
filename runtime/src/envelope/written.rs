//! Writes a body from its tree, in any format of serde.
//!
//! Only [`Written`] knows the type of the payload. What does not need it is compiled once, and not for each payload.

use core::iter::successors;
use std::collections::HashSet;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Map, Value as Json};

use super::payload;
use super::value::Value;
use crate::contract::{Form, Member, Node, Object, Piece, Rest, Scalar, Slot, only_slot};

/// The values of a body's slots.
pub(crate) trait Slots {
    /// The value of a slot other than the payload and the members.
    fn value(&self, slot: Slot) -> Option<Value<'_>>;

    /// The value of a slot in a text with other parts.
    fn part(&self, slot: Slot) -> Option<Value<'_>> {
        self.value(slot)
    }

    /// The members that a failure adds.
    fn members(&self) -> Option<&Map<String, Json>> {
        None
    }

    /// Whether the slot is one of a row that nobody here knows.
    fn is_of_unknown_row(&self, _slot: Slot) -> bool {
        false
    }

    /// Whether no added member can have this name, although the body may leave its own member out.
    fn owns(&self, _name: &str) -> bool {
        false
    }

    /// Whether a peer has put the added member with this name around the place of the members, and it does not go on in it.
    fn is_outer(&self, _name: &str) -> bool {
        false
    }
}

/// A part of a body, with the values of its slots.
#[derive(Clone, Copy)]
struct Part<'a> {
    node: &'static Node,
    slots: &'a dyn Slots,
}

impl<'a> Part<'a> {
    fn at(self, node: &'static Node) -> Self {
        Self { node, ..self }
    }

    fn has_members(self) -> bool {
        let is_inside = |name: &String| !self.slots.is_outer(name) && !self.slots.owns(name);
        self.slots.members().is_some_and(|members| members.keys().any(is_inside))
    }

    /// Whether the part is written. A slot without a value is not, nor is an object or array in which nothing is left.
    fn is_present(self) -> bool {
        match self.node {
            Node::Constant(_) | Node::Slot(_, Form::Null | Form::Empty) | Node::Slot(Slot::Payload, _) => {
                true
            }
            Node::Slot(Slot::Members, _) => self.has_members(),
            Node::Slot(slot, _) => self.slots.value(*slot).is_some(),
            Node::Text(pieces) => self.joined(pieces).is_some() || self.is_null_code(pieces),
            Node::Object(object) => {
                object.members.is_empty()
                    || object.members.iter().any(|member| self.at(&member.node).is_present())
            }
            Node::Array(items) => items.is_empty() || items.iter().any(|item| self.at(item).is_present()),
            Node::Tell(tell, node) => tell.is_null_without_value() || self.at(node).is_present(),
            Node::Again(_, node) => self.at(node).is_present(),
        }
    }

    /// Whether the part is written with a value, and not only as `null`.
    fn has_value(self) -> bool {
        match self.node {
            Node::Slot(Slot::Members, _) => self.has_members(),
            Node::Slot(Slot::Payload, _) => true,
            Node::Slot(slot, _) => self.slots.value(*slot).is_some(),
            Node::Tell(_, node) | Node::Again(_, node) => self.at(node).has_value(),
            _ => self.is_present(),
        }
    }

    /// Whether the text is the place of a code that is missing, and that only this place separates from a success.
    fn is_null_code(self, pieces: &[Piece]) -> bool {
        // A text with several slots is not read.
        let is_code = only_slot(pieces).is_some_and(|(_, slot, _)| slot == Slot::Code);
        is_code && matches!(self.slots.value(Slot::Code), Some(Value::Constant(Scalar::Null)))
    }

    /// The text, if each of its slots has a value.
    fn joined(self, pieces: &[Piece]) -> Option<String> {
        let pieces = pieces.iter().map(|piece| match piece {
            Piece::Literal(text) => Some((*text).to_owned()),
            Piece::Slot(slot) => match self.slots.part(*slot)? {
                Value::Json(Json::Array(_) | Json::Object(_)) if slot.is_of_row() => None,
                value => value.text(),
            },
        });
        pieces.collect()
    }

    /// Whether the part is a text with a slot of an unknown row. A peer may have sent something else in its place.
    fn is_text_of_unknown_row(self) -> bool {
        let node = if let Node::Again(_, node) = self.node { node } else { self.node };
        let Node::Text(pieces) = node else { return false };
        only_slot(pieces).is_some_and(|(_, slot, _)| self.slots.is_of_unknown_row(slot))
    }

    /// The names of the params or the paths that are written next to the members of an object.
    fn spread_names(self, object: &'static Object) -> HashSet<&'a str> {
        let values =
            object.members.iter().filter_map(Member::spread).filter_map(|slot| self.slots.value(slot));
        values.flat_map(Value::names).collect()
    }

    /// An added member that has the name of a member of the object, which has no value of its own. It is written in this
    /// place: a peer has sent it, and whoever reads the body again finds it there.
    fn in_place(self, object: &'static Object, member: &Member) -> Option<&'a Json> {
        let is_here = object.rest == Rest::Here && !self.slots.is_outer(member.name);
        // A member that came with another object must not become the code.
        let is_free = is_here && !member.node.is_code() && !self.slots.owns(member.name);
        if is_free { self.slots.members()?.get(member.name) } else { None }
    }

    /// The value of a usual member: a slot that is written as its value. It is not moved, because the processor waits if
    /// it reads in one piece what has just been written in several.
    fn value(&self, Member { name, node }: &Member) -> Option<Value<'a>> {
        match node {
            Node::Slot(Slot::Members | Slot::Payload, _) => None,
            Node::Slot(slot, Form::Value) if !name.is_empty() => self.slots.value(*slot),
            _ => None,
        }
    }

    /// What is written for another member of an object.
    fn content(self, object: &'static Object, index: usize) -> Content<'a> {
        let member @ Member { name, node } = &object.members[index];
        if name.is_empty() {
            return match member.spread() {
                Some(Slot::Members | Slot::Payload) => Content::Rest,
                Some(slot) => self.slots.value(slot).map_or(Content::Nothing, Content::Spread),
                None => Content::Nothing,
            };
        }
        let part = self.at(node);
        match node {
            // It has no value.
            Node::Slot(slot, Form::Value) if !matches!(slot, Slot::Members | Slot::Payload) => {
                self.in_place(object, member).map_or(Content::Nothing, Content::Added)
            }
            _ if part.has_value() && !part.is_text_of_unknown_row() => Content::Part,
            _ => match self.in_place(object, member) {
                Some(value) => Content::Added(value),
                None if part.is_present() => Content::Part,
                None => Content::Nothing,
            },
        }
    }

    /// Writes the added members next to the members of an object.
    fn add_members<M: SerializeMap>(self, object: &'static Object, map: &mut M) -> Result<(), M::Error> {
        let Some(members) = self.slots.members().filter(|members| !members.is_empty()) else { return Ok(()) };
        let spread = self.spread_names(object);
        for (name, value) in members {
            let is_elsewhere =
                has_own(object, name) || spread.contains(name.as_str()) || self.slots.is_outer(name);
            if !is_elsewhere && !self.slots.owns(name) {
                map.serialize_entry(name, value)?;
            }
        }
        Ok(())
    }

    /// Writes a part that has no parts, and is not the payload.
    fn leaf<Z: Serializer>(self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        match self.node {
            Node::Constant(scalar) => scalar.serialize(serializer),
            Node::Slot(Slot::Members, form) => {
                match self.slots.members().filter(|members| !members.is_empty()) {
                    Some(members) => members.serialize(serializer),
                    None => without_value(Slot::Members, *form, serializer),
                }
            }
            Node::Slot(slot, form) => match (self.slots.value(*slot), form) {
                // A field error about the whole request.
                (Some(Value::Text(text)), Form::Null)
                    if text.is_empty() && matches!(slot, Slot::Path | Slot::Pointer) =>
                {
                    serializer.serialize_unit()
                }
                // It has no text, so it goes on as a peer has sent it.
                (Some(Value::Json(value @ (Json::Array(_) | Json::Object(_)))), _) if slot.is_of_row() => {
                    value.serialize(serializer)
                }
                (Some(value), Form::Text) => match value.text() {
                    Some(text) => serializer.serialize_str(&text),
                    None => serializer.serialize_unit(),
                },
                (Some(value), _) => value.serialize(serializer),
                (None, form) => without_value(*slot, *form, serializer),
            },
            Node::Text(pieces) => match self.joined(pieces) {
                Some(text) => serializer.serialize_str(&text),
                None if self.is_null_code(pieces) => serializer.serialize_unit(),
                None => Err(Z::Error::custom("a text of which a slot has no value is not written")),
            },
            _ => serializer.serialize_unit(),
        }
    }
}

/// Writes what a slot without a value is.
fn without_value<Z: Serializer>(slot: Slot, form: Form, serializer: Z) -> Result<Z::Ok, Z::Error> {
    match form {
        Form::Empty if slot == Slot::Fields => [(); 0].serialize(serializer),
        Form::Empty => Map::new().serialize(serializer),
        Form::Value | Form::Text | Form::Null => serializer.serialize_unit(),
    }
}

/// Whether the template has a member with this name in the object.
fn has_own(object: &Object, name: &str) -> bool {
    object.members.iter().any(|member| !name.is_empty() && member.name == name)
}

/// The object inside of this one that has the added members, or contains the object that has them.
fn inner(object: &Object) -> Option<&'static Object> {
    fn first(node: &'static Node) -> Option<&'static Object> {
        match node {
            Node::Object(object) => (object.rest != Rest::Elsewhere).then_some(object),
            Node::Array(items) => items.iter().find_map(first),
            _ => None,
        }
    }
    let Rest::Within(index) = object.rest else { return None };
    first(&object.members.get(index)?.node)
}

/// How many objects are inside of this one, up to the place of the added members.
pub(super) fn level(object: &Object) -> usize {
    successors(inner(object), |object| inner(object)).count()
}

/// What a member of an object around the place of the added members would be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    /// An added member.
    Added,
    /// A param, if the row of the code has one with this name.
    MaybeParam,
    /// A field error, if the value is a list of texts.
    MaybeField,
    /// A member of the template.
    Own,
}

/// What a member of this object would be at the place of the added members, which is inside.
pub(super) fn inside(object: &'static Object, name: &str) -> Inside {
    let mut found = Inside::Added;
    for member in successors(inner(object), |object| inner(object)).flat_map(|object| object.members) {
        if member.name == name && !name.is_empty() {
            return Inside::Own;
        }
        match member.spread() {
            Some(Slot::Params | Slot::ParamTexts) => found = Inside::MaybeParam,
            Some(Slot::FieldsByPath) => found = Inside::MaybeField,
            _ => {}
        }
    }
    found
}

/// What is written for a member of an object.
enum Content<'a> {
    Nothing,
    /// The payload, or the members that a failure adds, next to the members of the object.
    Rest,
    /// The members of this value, next to the members of the object.
    Spread(Value<'a>),
    /// An added member.
    Added(&'a Json),
    /// The part, which is an object, an array, a text or a slot with another form.
    Part,
}

/// A part of a body that can be serialized. Only the body of a success has a payload.
pub(crate) struct Written<'a, P: ?Sized = ()> {
    part: Part<'a>,
    /// The payload, and the names that its members cannot have next to those of the body.
    payload: Option<(&'a P, &'static [&'static str])>,
}

impl<'a> Written<'a> {
    /// The body of a failure, or a part of it.
    pub(crate) fn new(node: &'static Node, slots: &'a dyn Slots) -> Self {
        Self { part: Part { node, slots }, payload: None }
    }
}

impl<'a, P: Serialize + ?Sized> Written<'a, P> {
    /// The body of a success.
    pub(crate) fn with_payload(
        node: &'static Node,
        slots: &'a dyn Slots,
        payload: &'a P,
        owned: &'static [&'static str],
    ) -> Self {
        Self { part: Part { node, slots }, payload: Some((payload, owned)) }
    }

    fn at(&self, node: &'static Node) -> Self {
        Self { part: self.part.at(node), payload: self.payload }
    }

    fn object<Z: Serializer>(&self, object: &'static Object, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (index, member @ Member { name, node }) in object.members.iter().enumerate() {
            if let Node::Constant(scalar) | Node::Tell(_, Node::Constant(scalar)) = node {
                map.serialize_entry(name, scalar)?;
                continue;
            }
            let value = self.part.value(member);
            if let Some(value) = &value {
                map.serialize_entry(name, value)?;
                continue;
            }
            match (self.part.content(object, index), self.payload) {
                (Content::Nothing, _) => {}
                (Content::Rest, Some((payload, owned))) => payload::serialize(payload, owned, &mut map)?,
                (Content::Rest, None) => self.part.add_members(object, &mut map)?,
                (Content::Spread(value), _) => value.flat(&mut map, &|name| has_own(object, name))?,
                (Content::Added(value), _) => map.serialize_entry(name, value)?,
                (Content::Part, _) => map.serialize_entry(name, &self.at(node))?,
            }
        }
        map.end()
    }
}

impl<P: Serialize + ?Sized> Serialize for Written<'_, P> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        match (self.part.node, self.payload) {
            (Node::Slot(Slot::Payload, _), Some((payload, _))) => payload.serialize(serializer),
            (Node::Object(object), _) => self.object(object, serializer),
            (Node::Array(items), _) => {
                let mut array = serializer.serialize_seq(None)?;
                for item in *items {
                    if self.part.at(item).is_present() {
                        array.serialize_element(&self.at(item))?;
                    }
                }
                array.end()
            }
            (Node::Tell(_, node), _) if !self.part.at(node).is_present() => serializer.serialize_unit(),
            (Node::Tell(_, node) | Node::Again(_, node), _) => self.at(node).serialize(serializer),
            _ => self.part.leaf(serializer),
        }
    }
}
