//! The members of a body in the order in which they are wanted: those set aside first, the others as they come.
//!
//! The envelope's own `result` and `server_time` are taken out on the way, so that a payload never sees them.

use core::fmt;
use std::borrow::Cow;
use std::vec;

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::value::{BorrowedStrDeserializer, StringDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;

use super::time::Time;
use crate::{Layout, Tag};

/// A member's name, borrowed from the body where it has no escapes.
pub(super) struct Name<'de>(pub(super) Cow<'de, str>);

/// What is left of a body.
pub(super) struct Members<'de, A> {
    map: A,
    /// A format may take another question after the last name for one about what follows the body.
    ended: bool,
    pub(super) layout: &'static Layout,
    time: Option<Time>,
    aside: Vec<(Name<'de>, Value)>,
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    pub(super) fn new(map: A, layout: &'static Layout) -> Self {
        Self { map, ended: false, layout, time: None, aside: Vec::new() }
    }

    /// The next name that is not the server's time, which is read on the way.
    pub(super) fn next_name(&mut self) -> Result<Option<Name<'de>>, A::Error> {
        while !self.ended {
            let Some(name) = self.map.next_key::<Name<'de>>()? else {
                self.ended = true;
                break;
            };
            if self.layout.server_time != Some(&*name.0) {
                return Ok(Some(name));
            }
            if self.time.is_some() {
                return Err(duplicate(&name.0));
            }
            self.time = Some(self.map.next_value_seed(TimeSeed)?);
        }
        Ok(None)
    }

    /// The value of `result`, whose name has just been read: whether it says success.
    pub(super) fn is_success(&mut self) -> Result<bool, A::Error> {
        self.map.next_value_seed(ResultSeed(self.layout))
    }

    /// Keeps the member whose name has just been read for later.
    pub(super) fn set_aside(&mut self, name: Name<'de>) -> Result<(), A::Error> {
        let value = self.map.next_value()?;
        self.aside.push((name, value));
        Ok(())
    }

    /// The members again from the first, once it is known what they are.
    pub(super) fn rest(mut self) -> Rest<'de, A> {
        let aside = std::mem::take(&mut self.aside).into_iter();
        Rest { members: self, aside, value: None }
    }
}

/// The members that are not the envelope's head: those that were set aside, then those that are still to come.
pub(super) struct Rest<'de, A> {
    members: Members<'de, A>,
    aside: vec::IntoIter<(Name<'de>, Value)>,
    /// The value of the name that was given out last, if it was set aside.
    value: Option<Value>,
}

impl<'de, A: MapAccess<'de>> Rest<'de, A> {
    pub(super) fn next_name(&mut self) -> Result<Option<Name<'de>>, A::Error> {
        if let Some((name, value)) = self.aside.next() {
            self.value = Some(value);
            return Ok(Some(name));
        }
        let name = self.members.next_name()?;
        match name {
            Some(name) if self.members.layout.result == Some(&*name.0) => Err(duplicate(&name.0)),
            name => Ok(name),
        }
    }

    /// The server's time; known only after the last member.
    pub(super) fn time(&self) -> Time {
        self.members.time.unwrap_or(Time::NONE)
    }
}

pub(super) fn duplicate<E: Error>(name: &str) -> E {
    E::custom(format_args!("duplicate member `{name}`"))
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Rest<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        match self.next_name()? {
            Some(Name(Cow::Borrowed(name))) => seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some),
            Some(Name(Cow::Owned(name))) => seed.deserialize(StringDeserializer::new(name)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            Some(value) => seed.deserialize(value).map_err(A::Error::custom),
            None => self.members.map.next_value_seed(seed),
        }
    }
}

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;

        impl<'de> Visitor<'de> for NameVisitor {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a member's name")
            }

            fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }

        deserializer.deserialize_str(NameVisitor)
    }
}

/// Reads the server's time: RFC 3339 text, or null where there is none.
struct TimeSeed;

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
        let time: Timestamp = text.parse().map_err(E::custom)?;
        Ok(Time::from(time))
    }

    fn visit_unit<E: Error>(self) -> Result<Time, E> {
        Ok(Time::NONE)
    }
}

/// Reads the value that tells a success from a failure.
struct ResultSeed(&'static Layout);

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
