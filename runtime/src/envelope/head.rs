//! The values of an envelope's own members: the time, and what tells a success from a failure.

use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use super::time::Time;
use crate::{Layout, Tag};

/// Reads the server's time: RFC 3339 text, or null where there is none.
pub(super) struct TimeSeed;

impl<'de> DeserializeSeed<'de> for TimeSeed {
    type Value = Time;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Time, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for TimeSeed {
    type Value = Time;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the server's time as RFC 3339 text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Time, E> {
        Time::parse(text).map_err(E::custom)
    }

    fn visit_unit<E: Error>(self) -> Result<Time, E> {
        Ok(Time::NONE)
    }
}

/// Reads the value that tells a success from a failure.
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
        self.tell(&format_args!("{text:?}"), |tag| matches!(tag, Tag::Text(tag) if tag == text))
    }
}
