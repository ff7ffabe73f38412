//! The values of the envelope's members: what separates a success from a failure, and the members next to the code.

use core::fmt;
use std::borrow::Cow;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::line;
use super::time::Time;
use crate::{Layout, Tag};

/// A value that should be text. A value of another type is kept, so that the code next to it is not lost.
pub(super) enum Loose<'de> {
    Text(Cow<'de, str>),
    Other(Value),
}

impl<'de> Loose<'de> {
    /// The text, or `None` if the value is null. Any other value is the error.
    pub(super) fn text(self) -> Result<Option<Cow<'de, str>>, Value> {
        match self {
            Self::Text(text) => Ok(Some(text)),
            Self::Other(Value::Null) => Ok(None),
            Self::Other(value) => Err(value),
        }
    }

    /// The time of the server. Any other value is the error.
    pub(super) fn time(self) -> Result<Time, Value> {
        match self.text()? {
            Some(text) => Time::parse(&text).map_err(|_| Value::from(text.into_owned())),
            None => Ok(Time::NONE),
        }
    }
}

impl<'de> Deserialize<'de> for Loose<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LooseVisitor)
    }
}

struct LooseVisitor;

impl<'de> Visitor<'de> for LooseVisitor {
    type Value = Loose<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Loose<'de>, E> {
        Ok(Loose::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Loose<'de>, E> {
        Ok(Loose::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E: Error>(self) -> Result<Loose<'de>, E> {
        Ok(Loose::Other(Value::Null))
    }

    fn visit_bool<E: Error>(self, boolean: bool) -> Result<Loose<'de>, E> {
        Ok(Loose::Other(boolean.into()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Loose<'de>, E> {
        Ok(Loose::Other(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Loose<'de>, E> {
        Ok(Loose::Other(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Loose<'de>, E> {
        Ok(Loose::Other(number.into()))
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Loose<'de>, E> {
        Ok(Loose::Other(bytes.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<Loose<'de>, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(array)).map(Loose::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Loose<'de>, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(object)).map(Loose::Other)
    }
}

/// Reads the value that separates a success from a failure.
pub(super) struct ResultSeed(pub(super) &'static Layout);

impl ResultSeed {
    fn tell<E: Error>(
        &self,
        value: &(impl fmt::Display + ?Sized),
        is: impl Fn(Tag) -> bool,
    ) -> Result<bool, E> {
        let Layout { result, success, error, .. } = *self.0;
        match (is(success), is(error)) {
            (true, _) => Ok(true),
            (_, true) => Ok(false),
            _ => Err(E::custom(format_args!(
                "member `{}` is {value}, expected {success} or {error}",
                result.unwrap_or_default()
            ))),
        }
    }
}

impl<'de> DeserializeSeed<'de> for ResultSeed {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for ResultSeed {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Layout { result, success, error, .. } = *self.0;
        write!(f, "{success} or {error} in member `{}`", result.unwrap_or_default())
    }

    fn visit_bool<E: Error>(self, boolean: bool) -> Result<bool, E> {
        self.tell(&boolean, |tag| tag == Tag::Boolean(boolean))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<bool, E> {
        self.tell(&number, |tag| tag == Tag::Integer(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<bool, E> {
        self.tell(&number, |tag| matches!(tag, Tag::Integer(tag) if u64::try_from(tag) == Ok(number)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
        let shown = line::Debugged(&text, 100);
        self.tell(&shown, |tag| matches!(tag, Tag::Text(tag) if tag == text))
    }
}
