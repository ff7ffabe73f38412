//! A value of any format, as JSON.
//!
//! `serde_json::Value` refuses what JSON does not have, and gives two names of members a meaning of their own. A peer can send
//! both, and neither may cost the code.

use core::fmt;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::{Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::{Map, Number, Value};

/// The name of the only member of a number, if a crate of the program turns on the feature `arbitrary_precision` of `serde_json`.
const NUMBER: &str = "$serde_json::private::Number";

/// Whether an object whose first member has this name may be a number.
pub(super) fn may_be_number(name: &str) -> bool {
    static HAS_ANY_PRECISION: LazyLock<bool> = LazyLock::new(|| {
        const DIGITS: &str = "1.00000000000000000000000001";
        DIGITS.parse().is_ok_and(|number: Number| number.to_string() == DIGITS)
    });
    name == NUMBER && *HAS_ANY_PRECISION
}

/// The number that an object with only this member is.
pub(super) fn number(name: &str, value: &Value) -> Option<Value> {
    if !may_be_number(name) {
        return None;
    }
    value.as_str()?.parse().ok().map(Value::Number)
}

/// A value. Bytes are an array, an integer of more than 64 bits is the text of its digits, names of members are strings, and of a
/// tag only its value is there.
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

    fn visit_i128<E: Error>(self, number: i128) -> Result<Value, E> {
        Ok(Number::from_i128(number).map_or_else(|| number.to_string().into(), Value::Number))
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Value, E> {
        Ok(Number::from_u128(number).map_or_else(|| number.to_string().into(), Value::Number))
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
            Some(AnyName(name)) => object(name, map),
            None => Ok(Value::Object(Map::new())),
        }
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tag: A) -> Result<Value, A::Error> {
        let (AnyName(name), variant) = tag.variant()?;
        // The crate `ciborium` gives the number of the tag and the value. Other crates give the value.
        if name == "@@TAGGED@@" {
            return variant.tuple_variant(2, LastVisitor);
        }
        variant.newtype_variant().map(|AnyValue(value)| value)
    }
}

/// An object whose first name has been read, or a number.
pub(super) fn object<'de, A: MapAccess<'de>>(first: String, mut map: A) -> Result<Value, A::Error> {
    let AnyValue(value) = map.next_value()?;
    let mut second = map.next_entry()?;
    if second.is_none()
        && let Some(number) = number(&first, &value)
    {
        return Ok(number);
    }
    let mut members = Map::from_iter([(first, value)]);
    while let Some((AnyName(name), AnyValue(value))) = second {
        members.insert(name, value);
        second = map.next_entry()?;
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
pub(super) struct AnyName(pub(super) String);

impl<'de> Deserialize<'de> for AnyName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyNameVisitor).map(Self)
    }
}

pub(super) struct AnyNameVisitor;

impl<'de> Visitor<'de> for AnyNameVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<String, E> {
        Ok(name.to_owned())
    }

    fn visit_bool<E: Error>(self, boolean: bool) -> Result<String, E> {
        Ok(boolean.to_string())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<String, E> {
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }

    fn visit_unit<E: Error>(self) -> Result<String, E> {
        Ok("null".to_owned())
    }

    fn visit_none<E: Error>(self) -> Result<String, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<String, E> {
        Ok(number.to_string())
    }

    // The name of a member can be any value. Such a name is the JSON text of the value.

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<String, A::Error> {
        AnyValueVisitor.visit_seq(array).map(name_of)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<String, A::Error> {
        AnyValueVisitor.visit_map(map).map(name_of)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tag: A) -> Result<String, A::Error> {
        AnyValueVisitor.visit_enum(tag).map(name_of)
    }
}

fn name_of(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}
