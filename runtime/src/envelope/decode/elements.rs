//! The elements of an array that are found by their constants.

use core::{fmt, mem};

use serde::Deserialize;
use serde::de::value::MapDeserializer;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::any_value::{self, AnyName, AnyValue, AnyValueVisitor};
use super::read::Read;
use super::tree::NodeSeed;
use crate::contract::{Member, Node, Object, Scalar};

impl<'de> NodeSeed<'_, '_, 'de> {
    /// Reads an array whose elements are found by their constants. Elements without constants are found by their
    /// position.
    pub(super) fn matched<A: SeqAccess<'de>>(
        self,
        items: &'static [Node],
        mut array: A,
    ) -> Result<(), A::Error> {
        let mut values: Vec<Element> = Vec::new();
        while let Some(value) = array.next_element()? {
            values.push(value);
        }
        let places = places(items, &values);
        let mut values: Vec<Option<Element>> = values.into_iter().map(Some).collect();
        for (node, place) in items.iter().zip(places) {
            let Some(value) = place.and_then(|place| values.get_mut(place)?.take()) else { continue };
            let seed = NodeSeed { node, name: self.name, kept: None, reading: &mut *self.reading };
            let read = match value {
                Element::Object(members) => seed.visit_map(MapDeserializer::new(members.into_iter())),
                Element::Other(value) => seed.deserialize(value),
            };
            read.map_err(A::Error::custom)?;
        }
        Ok(())
    }
}

/// An element of an array. An object keeps a member that is there twice.
enum Element {
    Object(Vec<(String, Value)>),
    Other(Value),
}

impl<'de> Deserialize<'de> for Element {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ElementVisitor)
    }
}

struct ElementVisitor;

impl<'de> Visitor<'de> for ElementVisitor {
    type Value = Element;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Element, A::Error> {
        let mut members = Vec::new();
        while let Some((AnyName(name), AnyValue(value))) = map.next_entry()? {
            members.push((name, value));
        }
        match &mut members[..] {
            [(name, value)] if any_value::may_be_number(name) => {
                let (name, value) = (mem::take(name), value.take());
                Ok(match any_value::number(&name, &value) {
                    Some(number) => Element::Other(number),
                    None => Element::Object(vec![(name, value)]),
                })
            }
            _ => Ok(Element::Object(members)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<Element, A::Error> {
        AnyValueVisitor.visit_seq(array).map(Element::Other)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Element, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Element, E> {
        AnyValueVisitor.visit_i128(number).map(Element::Other)
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Element, E> {
        AnyValueVisitor.visit_u128(number).map(Element::Other)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tag: A) -> Result<Element, A::Error> {
        AnyValueVisitor.visit_enum(tag).map(Element::Other)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Element, E> {
        Ok(Element::Other(bytes.into()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Element, E> {
        Ok(Element::Other(text.into()))
    }

    fn visit_bool<E: Error>(self, boolean: bool) -> Result<Element, E> {
        Ok(Element::Other(boolean.into()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Element, E> {
        Ok(Element::Other(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Element, E> {
        Ok(Element::Other(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Element, E> {
        Ok(Element::Other(number.into()))
    }

    fn visit_unit<E: Error>(self) -> Result<Element, E> {
        Ok(Element::Other(Value::Null))
    }

    fn visit_none<E: Error>(self) -> Result<Element, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Element, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Whether the node is an object with a constant, by which it is found in an array.
pub(super) fn has_constants(node: &Node) -> bool {
    constants(node) > 0
}

/// The number of constants by which an object is found in an array.
fn constants(node: &Node) -> usize {
    let Node::Object(Object { members, .. }) = node else { return 0 };
    let is_one = |member: &&Member| matches!(member.node, Node::Constant(scalar) if scalar != Scalar::Null);
    members.iter().filter(is_one).count()
}

/// The place of the value for each element of the template.
///
/// An element without constants has its own position, unless an object with constants is there that is nowhere else: then the
/// element was left out. Others have their own position too, if the value there fits, or else the first value that fits. A value
/// that also fits an element with more constants comes last.
fn places(items: &'static [Node], values: &[Element]) -> Vec<Option<usize>> {
    let fits = |node: &Node, place: usize| values.get(place).is_some_and(|value| is_match(node, value));
    let fits_alone = |node: &Node, place: usize| {
        let mut more = items.iter().filter(|other| constants(other) > constants(node));
        fits(node, place) && !more.any(|other| fits(other, place))
    };
    let own = |(position, node)| (!has_constants(node) || fits_alone(node, position)).then_some(position);
    let mut places: Vec<Option<usize>> = items.iter().enumerate().map(own).collect();
    for fits in [&fits_alone as &dyn Fn(&Node, usize) -> bool, &fits] {
        for (position, node) in items.iter().enumerate() {
            let is_it = |place: &usize| fits(node, *place) && !places.contains(&Some(*place));
            if places[position].is_none() {
                places[position] = (0..values.len()).find(is_it);
            }
        }
    }
    for (position, node) in items.iter().enumerate() {
        // Where an element without constants was left out, the next one is in its place.
        let is_left_out =
            |place: &usize| places.get(*place) == Some(&Some(*place)) && !has_constants(&items[*place]);
        let is_it = |place: &usize| fits(node, *place) && is_left_out(place);
        if has_constants(node)
            && places[position].is_none()
            && let Some(place) = (0..values.len()).find(is_it)
        {
            places[place] = None;
            places[position] = Some(place);
        }
    }
    places
}

fn is_match(node: &Node, value: &Element) -> bool {
    let (Node::Object(Object { members, .. }), Element::Object(values)) = (node, value) else { return false };
    let value = |name| values.iter().find(|(other, _)| other == name).map(|(_, value)| value);
    members.iter().all(|member| match (&member.node, value(member.name)) {
        (Node::Constant(scalar), Some(value)) => Read::of(value).is_some_and(|read| read.is(*scalar)),
        (Node::Constant(_), None) => false,
        _ => true,
    })
}
