//! Queries and forms, deserialized by serde. A key that is there more than once fills a list.
//!
//! Every text has pairs: this module finds no syntax errors. A mistake is always in what a type does not accept.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::iter::once;

use form_urlencoded::Parse;
use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::envelope::text::Text;

/// The pairs of a query or form, in their order.
pub(super) struct Pairs<'de>(Parse<'de>);

impl<'de> Pairs<'de> {
    /// The pairs of a text in the format `application/x-www-form-urlencoded`. Bytes that are not UTF-8 become U+FFFD, and
    /// a `%` that begins no escape is a `%`.
    pub(super) fn of(text: &'de [u8]) -> Self {
        Self(form_urlencoded::parse(text))
    }

    /// The values of each key, in the order of the keys' first values.
    fn by_key(self) -> Vec<(Text<'de, Error>, Values<'de>)> {
        let mut groups: Vec<(Cow<'de, str>, Values<'de>)> = Vec::new();
        let mut places: HashMap<Cow<'de, str>, usize> = HashMap::new();
        for (key, value) in self.0 {
            match places.entry(key.clone()) {
                Entry::Occupied(place) => groups[*place.get()].1.more.push(value),
                Entry::Vacant(place) => {
                    place.insert(groups.len());
                    groups.push((key, Values { first: value, more: Vec::new() }));
                }
            }
        }
        groups.into_iter().map(|(key, values)| (Text::new(key), values)).collect()
    }
}

impl<'de> Deserializer<'de> for Pairs<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(MapDeserializer::new(self.by_key().into_iter()))
    }

    /// A list of pairs contains every pair in its place.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(MapDeserializer::new(self.0.map(|(key, value)| (Text::new(key), Text::new(value)))))
    }

    fn deserialize_unit<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
        match self.0.next() {
            Some(_) => self.deserialize_any(visitor),
            None => visitor.visit_unit(),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit_struct
        tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// The values of one key.
struct Values<'de> {
    first: Cow<'de, str>,
    more: Vec<Cow<'de, str>>,
}

impl<'de> Values<'de> {
    /// The only value.
    fn only(self) -> Result<Text<'de, Error>, Error> {
        match self.more.len() {
            0 => Ok(Text::new(self.first)),
            more => Err(Error::custom(format_args!("expected one value, found {}", more + 1))),
        }
    }
}

impl<'de> IntoDeserializer<'de> for Values<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! only {
    ($($method:ident)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
                self.only()?.$method(visitor)
            }
        )*
    };
}

impl<'de> Deserializer<'de> for Values<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.more.is_empty() {
            Text::new(self.first).deserialize_any(visitor)
        } else {
            self.deserialize_seq(visitor)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let mut values = SeqDeserializer::new(once(self.first).chain(self.more).map(Text::new));
        let read = visitor.visit_seq(&mut values)?;
        values.end()?;
        Ok(read)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.only()?.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.only()?.deserialize_struct(name, fields, visitor)
    }

    only! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32
        deserialize_f64 deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf
        deserialize_identifier
    }

    forward_to_deserialize_any! { unit unit_struct map ignored_any }
}
