//! Reads a body by its tree, with the members in any order.

use core::fmt;
use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde_json::{Map, Value};

use super::super::digits::integer;
use super::any_value::{self, AnyName, AnyValue, AnyValueVisitor};
use super::data::Beside;
use super::elements::has_constants;
use super::kept::Kept;
use super::names::{Name, Names};
use super::of_slot::OfSlot;
use super::read::Read;
use super::reading::Reading;
use crate::contract::{Form, Member, Node, Object, Rest, Slot, only_slot};

/// Reads the whole body.
pub(super) fn root<'a, 't, 'de>(
    node: &'static Node,
    reading: &'a mut Reading<'t, 'de>,
) -> NodeSeed<'a, 't, 'de> {
    NodeSeed { node, name: "", kept: None, reading }
}

/// Reads a part of a body.
pub(super) struct NodeSeed<'a, 't, 'de> {
    pub(super) node: &'static Node,
    /// The name of the member with the part, or of the nearest member around it.
    pub(super) name: &'static str,
    /// Where values that no slot accepts are kept, if the object keeps them.
    pub(super) kept: Option<&'a mut Kept>,
    pub(super) reading: &'a mut Reading<'t, 'de>,
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_, '_, 'de> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.is_skipped() {
            IgnoredAny::deserialize(deserializer).map(drop)
        } else if self.name.is_empty() {
            deserializer.deserialize_map(self)
        } else {
            deserializer.deserialize_any(self)
        }
    }
}

impl<'de> NodeSeed<'_, '_, 'de> {
    #[inline]
    fn is_skipped(&self) -> bool {
        match self.node {
            Node::Constant(_) => true,
            // Such a slot is only read from its first place.
            Node::Again(_, Node::Slot(slot, _)) if slot.is_composite() => true,
            _ => self.reading.is_lean && self.is_skipped_by_lean(),
        }
    }

    #[cold]
    fn is_skipped_by_lean(&self) -> bool {
        let is_value = matches!(self.node, Node::Slot(..) | Node::Text(_) | Node::Again(..));
        is_value && !self.node.is_code()
    }

    fn keep(self, value: Value) {
        if let Some(kept) = self.kept.filter(|_| value != Value::Null) {
            kept.insert(self.name.to_owned(), value);
        }
    }

    fn scalar<E: Error>(mut self, read: Read<'de>) -> Result<(), E> {
        if let Node::Tell(tell, node) = self.node {
            self.reading.tell(tell, &read)?;
            self.node = node;
        }
        match self.node {
            // The text does not say the type of the value.
            Node::Slot(slot, Form::Text) if slot.is_of_row() && matches!(read, Read::Text(_)) => {
                self.take(*slot, read.clone(), Some(read))
            }
            Node::Slot(slot, _) => self.take(*slot, read, None),
            Node::Text(pieces) => {
                // A text with several slots is not read.
                let Some((before, slot, after)) = only_slot(pieces) else { return Ok(()) };
                if let Some(inner) = inner(&read, before, after) {
                    return self.take(slot, inner, Some(read));
                }
                // The code is there, but it has another form.
                self.reading.found.has_code |= slot == Slot::Code;
                self.keep(read.into_value());
                Ok(())
            }
            Node::Object(_) if self.name.is_empty() => Err(E::invalid_type(read.unexpected(), &self)),
            Node::Object(_) | Node::Array(_) => {
                self.keep(read.into_value());
                Ok(())
            }
            Node::Again(earlier, node) => {
                self.later(*earlier, node, read);
                Ok(())
            }
            Node::Constant(_) | Node::Tell(..) => Ok(()),
        }
    }

    /// Stores the value of a slot that also has earlier places.
    #[cold]
    fn later(self, earlier: usize, node: &'static Node, read: Read<'de>) {
        let found = &mut self.reading.found;
        found.has_code |= node.is_code();
        let (slot, read, whole) = match node {
            Node::Slot(slot, Form::Text) if slot.is_of_row() && matches!(read, Read::Text(_)) => {
                (*slot, read.clone(), Some(read))
            }
            Node::Slot(slot, _) => (*slot, read, None),
            Node::Text(pieces) => {
                let Some((before, slot, after)) = only_slot(pieces) else { return };
                match inner(&read, before, after) {
                    Some(inner) => (slot, inner, Some(read)),
                    // It is not the value of the slot.
                    None => (slot, Read::Other(read.clone().into_value()), Some(read)),
                }
            }
            _ => return,
        };
        let object = self.kept.map(|kept| kept.object);
        found.data().later.push((earlier, OfSlot { slot, name: self.name, object, read, whole, bare: None }));
    }

    /// Stores the value of a slot. `whole` is the text around it, if there is one.
    #[inline]
    fn take<E: Error>(self, slot: Slot, read: Read<'de>, whole: Option<Read<'de>>) -> Result<(), E> {
        if slot == Slot::Code && !read.is_code() {
            return Err(E::invalid_type(read.unexpected(), &self));
        }
        let object = self.kept.as_ref().map(|kept| kept.object);
        if let Some(other) = self.reading.found.take(slot, read, whole, self.name, object) {
            self.keep(other);
        }
        Ok(())
    }

    /// Handles an object where the tree has none. It can also be a number, as `serde_json` gives it with `arbitrary_precision`.
    #[cold]
    fn object_or_number<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some(AnyName(name)) = map.next_key()? else {
            return self.composite(Unexpected::Map, || Ok(Value::Object(Map::new())));
        };
        if !any_value::may_be_number(&name) {
            return self.composite(Unexpected::Map, || any_value::object(name, map));
        }
        let value = any_value::object(name, map)?;
        if value.is_number() { self.number(value) } else { self.composite(Unexpected::Map, || Ok(value)) }
    }

    /// Handles a number with more digits than the usual types have.
    #[cold]
    fn number<E: Error>(self, value: Value) -> Result<(), E> {
        match (self.node, value.as_f64()) {
            // It is compared with the constants. Everything else keeps its digits.
            (Node::Tell(..), Some(number)) => self.scalar(Read::Float(number)),
            (Node::Slot(Slot::Param(name), _), Some(_)) => {
                self.reading.found.data().single_params.entry(*name).or_insert(value);
                Ok(())
            }
            // An integer may be written as `64.0`.
            (_, Some(number)) if integer(number).is_some() => self.scalar(Read::Float(number)),
            _ => self.composite(Unexpected::Other("number"), || Ok(value)),
        }
    }

    /// Handles an object or an array where the tree has none.
    fn composite<E: Error>(
        self,
        what: Unexpected<'_>,
        value: impl FnOnce() -> Result<Value, E>,
    ) -> Result<(), E> {
        match self.node {
            Node::Tell(tell, _) if tell.success.is_some() && tell.failure.is_some() => {
                Err(E::invalid_type(what, *tell))
            }
            Node::Slot(Slot::Code, _) | Node::Tell(..) => Err(E::invalid_type(what, &self)),
            Node::Object(_) if self.name.is_empty() => Err(E::invalid_type(what, &self)),
            Node::Slot(slot, _) if slot.is_of_row() => self.take(*slot, Read::Other(value()?), None),
            Node::Slot(slot, _) => {
                let field = &self.reading.bodies.field.root;
                if let Some(other) = self.reading.found.take_composite(*slot, field, value()?) {
                    self.keep(other);
                }
                Ok(())
            }
            Node::Again(earlier, node) => {
                self.later(*earlier, node, Read::Other(value()?));
                Ok(())
            }
            _ => {
                // The code is there, but it has another form.
                self.reading.found.has_code |= self.node.is_code();
                let value = value()?;
                self.keep(value);
                Ok(())
            }
        }
    }
}

/// The part of a text between these two.
fn inner<'de>(read: &Read<'de>, before: &str, after: &str) -> Option<Read<'de>> {
    let Read::Text(text) = read else { return None };
    let inner = text.strip_prefix(before)?.strip_suffix(after)?;
    Some(Read::Text(inner.to_owned().into()))
}

impl<'de> Visitor<'de> for NodeSeed<'_, '_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.node {
            Node::Object(_) if self.name.is_empty() => f.write_str("an object, the envelope of a reply"),
            _ => write!(f, "a string or an integer in member `{}`", self.name),
        }
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        // The usual values, without the way through all kinds of values.
        if let Node::Slot(slot, _) = self.node
            && self.reading.found.take_text(*slot, text)
        {
            return Ok(());
        }
        self.scalar(Read::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.scalar(Read::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.scalar(Read::Unsigned(number))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.scalar(Read::Signed(number))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.scalar(Read::Float(number))
    }

    fn visit_bool<E: Error>(self, boolean: bool) -> Result<(), E> {
        self.scalar(Read::Boolean(boolean))
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.scalar(Read::Null)
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.scalar(Read::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<(), E> {
        self.number(AnyValueVisitor.visit_i128(number)?)
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<(), E> {
        self.number(AnyValueVisitor.visit_u128(number)?)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tag: A) -> Result<(), A::Error> {
        let value = AnyValueVisitor.visit_enum(tag)?;
        self.deserialize(value).map_err(A::Error::custom)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<(), E> {
        self.composite(Unexpected::Bytes(bytes), || Ok(bytes.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<(), A::Error> {
        let Node::Array(items) = self.node else {
            return self.composite(Unexpected::Seq, || AnyValueVisitor.visit_seq(array));
        };
        self.reading.found.holds_code |= items.iter().any(contains_code);
        if items.iter().any(has_constants) {
            return self.matched(items, array);
        }
        for node in *items {
            let seed = NodeSeed { node, name: self.name, kept: None, reading: &mut *self.reading };
            if array.next_element_seed(seed)?.is_none() {
                return Ok(());
            }
        }
        while array.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Node::Object(object) = self.node else { return self.object_or_number(map) };
        let reading = self.reading;
        reading.found.holds_code |= object.holds_code
            || !self.name.is_empty() && object.members.iter().any(|member| contains_code(&member.node));
        let mut kept = Kept { object, values: None };
        let mut others = None;
        let mut names = Names::new(object);
        let keeps = object.rest != Rest::Elsewhere && !reading.is_lean;
        while let Some(name) = map.next_key_seed(&mut names)? {
            match name {
                Name::Own(Member { name, node }) => {
                    let kept = keeps.then_some(&mut kept);
                    map.next_value_seed(NodeSeed { node, name, kept, reading: &mut *reading })?;
                }
                Name::Other(name) => {
                    let others = others.get_or_insert_with(|| Others::of(object, keeps, reading.is_lean));
                    if others.are_used() {
                        let AnyValue(value) = map.next_value()?;
                        others.read(name.into_owned(), value, &mut kept, reading);
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
            }
        }
        if let Some(values) = kept.values {
            reading.found.keep(object, values);
        }
        if let Some(Others { beside, .. }) = others
            && !beside.is_empty()
        {
            // Of members with the same name, the last one counts.
            reading.found.data().beside.extend(beside.into_iter().rev());
        }
        if self.name.is_empty() { reading.finish() } else { Ok(()) }
    }
}

/// The members of an object that the template does not have.
struct Others {
    /// The slot of params or field errors that are next to the members of the object, and whether this is its first place. Later
    /// places are not read.
    spread: Option<(Slot, bool)>,
    /// Whether the object keeps what no slot accepts.
    keeps: bool,
    /// Whether the object is the place of the added members.
    is_inner: bool,
    /// The members next to params or field errors.
    beside: Vec<Beside>,
}

impl Others {
    #[cold]
    fn of(object: &'static Object, keeps: bool, is_lean: bool) -> Self {
        let mut spreads = object.members.iter().filter_map(|member| {
            let slot = member.spread().filter(|slot| slot.has_names())?;
            Some((slot, matches!(member.node, Node::Slot(..))))
        });
        let spread = if is_lean { None } else { spreads.next() };
        Self { spread, keeps, is_inner: object.rest == Rest::Here, beside: Vec::new() }
    }

    fn are_used(&self) -> bool {
        self.keeps || matches!(self.spread, Some((_, true)))
    }

    fn read(&mut self, name: String, value: Value, kept: &mut Kept, reading: &mut Reading<'_, '_>) {
        let Some((slot, is_first)) = self.spread else {
            kept.insert(name, value);
            return;
        };
        let may_be_param = slot != Slot::FieldsByPath;
        let value = if may_be_param || !is_first {
            value
        } else {
            let Some(value) = reading.found.take_path(&name, value) else { return };
            value
        };
        // Only the code says what it is, or it is one of the members of the failure.
        let (keeps, is_inner) = (self.keeps, self.is_inner);
        self.beside.push(Beside { name, value, may_be_param, is_first, keeps, is_inner });
    }
}

/// Whether the node is or contains the object that has the code as a member.
pub(super) fn contains_code(node: &Node) -> bool {
    match node {
        Node::Object(object) => {
            object.holds_code || object.members.iter().any(|member| contains_code(&member.node))
        }
        Node::Array(items) => items.iter().any(contains_code),
        node => node.is_code(),
    }
}
