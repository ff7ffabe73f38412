//! Writes the members of a payload next to the members of the envelope.

use core::fmt::Display;

use serde::ser::{
    Error, Impossible, Serialize, SerializeMap, SerializeStruct, SerializeStructVariant, Serializer,
};
use serde_json::{Map, Value};

/// Writes the members of `payload` into `map`.
///
/// # Errors
///
/// Returns an error if the payload is not an object, or contains a member with a name of the envelope.
// `to_json` and `Serialize` both call it: inlined, it would be compiled twice for each payload.
#[inline(never)]
pub(super) fn serialize<T: Serialize + ?Sized, M: SerializeMap>(
    payload: &T,
    owned: &'static [&'static str],
    map: &mut M,
) -> Result<(), M::Error> {
    let lengths = owned.iter().fold(0, |lengths, name| lengths | length_bit(name));
    payload.serialize(Flat { owned, lengths, map })
}

/// A bit for the length of a name. Most names of a payload have another length than those of the body.
pub(super) const fn length_bit(name: &str) -> u64 {
    1 << (name.len() % 64)
}

struct Flat<'a, M> {
    /// The names of the members of the body.
    owned: &'static [&'static str],
    /// The lengths of these names, one bit each.
    lengths: u64,
    map: &'a mut M,
}

impl<M: SerializeMap> Flat<'_, M> {
    fn refuse<T>(what: impl Display) -> Result<T, M::Error> {
        let expected = "a struct, or a map with string keys";
        Err(M::Error::custom(format_args!("the payload is {what}, expected an object: {expected}")))
    }

    #[inline]
    fn check(&self, member: &str) -> Result<(), M::Error> {
        if self.lengths & length_bit(member) != 0 && self.owned.contains(&member) {
            return Err(M::Error::custom(format_args!(
                "the payload has a member `{member}`, but the envelope has a member with this name"
            )));
        }
        Ok(())
    }

    #[inline]
    fn member<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), M::Error> {
        self.check(name)?;
        self.map.serialize_entry(name, value)
    }
}

macro_rules! refuse {
    ($($method:ident($ty:ty) = $what:literal;)*) => {
        $(fn $method(self, _: $ty) -> Result<(), M::Error> {
            Self::refuse($what)
        })*
    };
}

impl<M: SerializeMap> Serializer for Flat<'_, M> {
    type Ok = ();
    type Error = M::Error;
    type SerializeSeq = Impossible<(), M::Error>;
    type SerializeTuple = Impossible<(), M::Error>;
    type SerializeTupleStruct = Impossible<(), M::Error>;
    type SerializeTupleVariant = Impossible<(), M::Error>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Variant<Self>;

    refuse! {
        serialize_bool(bool) = "a boolean";
        serialize_i8(i8) = "a number";
        serialize_i16(i16) = "a number";
        serialize_i32(i32) = "a number";
        serialize_i64(i64) = "a number";
        serialize_i128(i128) = "a number";
        serialize_u8(u8) = "a number";
        serialize_u16(u16) = "a number";
        serialize_u32(u32) = "a number";
        serialize_u64(u64) = "a number";
        serialize_u128(u128) = "a number";
        serialize_f32(f32) = "a number";
        serialize_f64(f64) = "a number";
        serialize_char(char) = "a string";
        serialize_str(&str) = "a string";
        serialize_bytes(&[u8]) = "bytes";
    }

    /// `None` has no members.
    fn serialize_none(self) -> Result<(), M::Error> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), M::Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), M::Error> {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), M::Error> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), M::Error> {
        Self::refuse(format_args!("the string `{variant}`"))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        self.member(variant, value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, M::Error> {
        Self::refuse("an array")
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, M::Error> {
        Self::refuse("an array")
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, M::Error> {
        Self::refuse("an array")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, M::Error> {
        Self::refuse(format_args!("the tuple variant `{variant}`"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, M::Error> {
        Ok(self)
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Self, M::Error> {
        // To `serde_json`, this struct is a text of JSON, whose members cannot be compared with those of the body.
        if name == "$serde_json::private::RawValue" {
            return Self::refuse("a `RawValue`");
        }
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Variant<Self>, M::Error> {
        Ok(Variant { flat: self, name, fields: Map::new() })
    }
}

impl<M: SerializeMap> SerializeMap for Flat<'_, M> {
    type Ok = ();
    type Error = M::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), M::Error> {
        // The key of a map can have any type. A name is a text in each format, as it is in JSON.
        let name = match serde_json::to_value(key) {
            Ok(Value::String(name)) => name,
            Ok(Value::Bool(key)) => key.to_string(),
            Ok(Value::Number(key)) if !key.is_f64() => key.to_string(),
            // As JSON writes it, if it can be a name.
            _ => {
                let entry =
                    serde_json::value::Serializer.collect_map([(key, ())]).map_err(M::Error::custom)?;
                entry.as_object().and_then(|entry| entry.keys().next().cloned()).unwrap_or_default()
            }
        };
        self.check(&name)?;
        self.map.serialize_key(&name)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), M::Error> {
        self.map.serialize_value(value)
    }

    fn end(self) -> Result<(), M::Error> {
        Ok(())
    }
}

impl<M: SerializeMap> SerializeStruct for Flat<'_, M> {
    type Ok = ();
    type Error = M::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        self.member(name, value)
    }

    fn end(self) -> Result<(), M::Error> {
        Ok(())
    }
}

/// A struct variant of an externally tagged enum: one member that contains an object. The object must be complete
/// before it is written.
struct Variant<F> {
    flat: F,
    name: &'static str,
    fields: Map<String, Value>,
}

impl<M: SerializeMap> SerializeStructVariant for Variant<Flat<'_, M>> {
    type Ok = ();
    type Error = M::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        let value = serde_json::to_value(value).map_err(M::Error::custom)?;
        self.fields.insert(name.to_owned(), value);
        Ok(())
    }

    fn end(mut self) -> Result<(), M::Error> {
        self.flat.member(self.name, &self.fields)
    }
}
