//! A value of any format, as JSON.
//!
//! `serde_json::Value` refuses what JSON does not have, and gives two names of members a meaning of their own. A peer can send
//! both, and neither may cost the code.

use core::fmt;
use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::{Map, Number, Value};

/// The name of the only member of a number, if a crate of the program turns on the feature `arbitrary_precision` of `serde_json`.
pub(super) const NUMBER: &str = "$serde_json::private::Number";

/// A value. Bytes are an array, other names of members than strings are strings, and of a tag only its value is there.
pub(super) struct AnyValue(pub(super) Value);

impl<'de> Deserialize<'de> for AnyValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValueVisitor).map(Self)
    }
}

pub(super) struct AnyValueVisitor;

impl<'de> Visitor<'de> for AnyValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, boolean: bool) -> Result<Value, E> {
        Ok(boolean.into())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Value, E> {
        Ok(bytes.into())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(AnyValue(value)) = array.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        match map.next_key()? {
            Some(AnyName(name)) => object(name.into_owned(), map),
            None => Ok(Value::Object(Map::new())),
        }
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tag: A) -> Result<Value, A::Error> {
        let (IgnoredAny, variant) = tag.variant()?;
        variant.tuple_variant(2, LastVisitor)
    }
}

/// An object whose first name has been read, or a number.
pub(super) fn object<'de, A: MapAccess<'de>>(first: String, mut map: A) -> Result<Value, A::Error> {
    let AnyValue(value) = map.next_value()?;
    if first == NUMBER
        && let Some(number) = value.as_str().and_then(|text| text.parse::<Number>().ok())
    {
        return Ok(Value::Number(number));
    }
    let mut members = Map::from_iter([(first, value)]);
    while let Some((AnyName(name), AnyValue(value))) = map.next_entry()? {
        members.insert(name.into_owned(), value);
    }
    Ok(Value::Object(members))
}

/// The last element of an array: the value of a tag.
struct LastVisitor;

impl<'de> Visitor<'de> for LastVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a tag and its value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Value, A::Error> {
        let mut last = Value::Null;
        while let Some(AnyValue(value)) = array.next_element()? {
            last = value;
        }
        Ok(last)
    }
}

/// The name of a member.
pub(super) struct AnyName<'de>(pub(super) Cow<'de, str>);

impl<'de> Deserialize<'de> for AnyName<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyNameVisitor).map(Self)
    }
}

struct AnyNameVisitor;

impl<'de> Visitor<'de> for AnyNameVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(name.into())
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Cow<'de, str>, E> {
        Ok(name.to_owned().into())
    }

    fn visit_bool<E: Error>(self, boolean: bool) -> Result<Cow<'de, str>, E> {
        Ok(boolean.to_string().into())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Cow<'de, str>, E> {
        Ok(number.to_string().into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Cow<'de, str>, E> {
        Ok(number.to_string().into())
    }
}
