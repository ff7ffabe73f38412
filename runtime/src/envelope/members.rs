//! The members of a body in the order in which they are wanted: those set aside first, the others as they come.
//!
//! The envelope's own `result` and `server_time` are taken out on the way, so that a payload never sees them.

use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;
use std::collections::VecDeque;

use serde::Deserialize;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, IntoDeserializer, MapAccess, Visitor};
use serde_json::Value;

use super::head::{ResultSeed, TimeSeed};
use super::time::Time;
use crate::Code;

/// A string of the body, borrowed where it has no escapes.
pub(super) struct Text<'de>(pub(super) Cow<'de, str>);

/// What is left of a body.
pub(super) struct Members<'de, C, A> {
    map: A,
    catalog: PhantomData<C>,
    /// A format may take another question after the last name for one about what follows the body.
    ended: bool,
    time: Option<Time>,
    /// What came before it was known what the body is, to be read again from the first.
    aside: VecDeque<(Text<'de>, Value)>,
    /// The value of the name that was given out last, if it was set aside.
    value: Option<Value>,
}

/// A member's name, with what is left to do.
pub(super) enum Name<K, N> {
    /// `result`.
    Result,
    /// The server's time; the question is still to be answered.
    Time(K),
    /// The answer.
    Other(N),
}

impl<'de, C: Code, A: MapAccess<'de>> Members<'de, C, A> {
    pub(super) fn new(map: A) -> Self {
        Self { map, catalog: PhantomData, ended: false, time: None, aside: VecDeque::new(), value: None }
    }

    /// The next name in the body that is not the server's time, which is read on the way.
    #[inline]
    pub(super) fn next_in_body<K: DeserializeSeed<'de>>(
        &mut self,
        mut seed: K,
    ) -> Result<Option<Name<K, K::Value>>, A::Error> {
        while !self.ended {
            match self.map.next_key_seed(NameSeed::<C, K>(seed, PhantomData))? {
                Some(Name::Time(again)) => seed = again,
                None => break,
                name => return Ok(name),
            }
            self.read_time()?;
        }
        self.ended = true;
        Ok(None)
    }

    /// Leaves out `result` and the time, which are known already.
    pub(super) fn skip_head(&mut self, time: Time) -> Result<(), A::Error> {
        self.map.next_entry::<IgnoredAny, IgnoredAny>()?;
        self.map.next_entry::<IgnoredAny, IgnoredAny>()?;
        self.time = Some(time);
        Ok(())
    }

    fn read_time(&mut self) -> Result<(), A::Error> {
        if self.time.is_some() {
            return Err(duplicate(C::LAYOUT.server_time.unwrap_or_default()));
        }
        self.time = Some(self.map.next_value_seed(TimeSeed)?);
        Ok(())
    }

    /// The value of `result`, whose name has just been read: whether it says success.
    pub(super) fn is_success(&mut self) -> Result<bool, A::Error> {
        self.map.next_value_seed(ResultSeed(C::LAYOUT))
    }

    /// Keeps the member whose name has just been read for later.
    pub(super) fn set_aside(&mut self, name: Text<'de>) -> Result<(), A::Error> {
        let value = self.map.next_value()?;
        self.aside.push_back((name, value));
        Ok(())
    }

    /// The server's time; known only after the last member.
    pub(super) fn time(&self) -> Time {
        self.time.unwrap_or(Time::NONE)
    }
}

pub(super) fn duplicate<E: Error>(name: &str) -> E {
    E::custom(format_args!("duplicate member `{name}`"))
}

/// The members that are not the envelope's head, once it is known what the body is.
impl<'de, C: Code, A: MapAccess<'de>> MapAccess<'de> for Members<'de, C, A> {
    type Error = A::Error;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        if let Some((name, value)) = self.aside.pop_front() {
            self.value = Some(value);
            return name.answer(seed).map(Some);
        }
        match self.next_in_body(seed)? {
            Some(Name::Other(name)) => Ok(Some(name)),
            Some(_) => Err(duplicate(C::LAYOUT.result.unwrap_or_default())),
            None => Ok(None),
        }
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            Some(value) => seed.deserialize(value).map_err(A::Error::custom),
            None => self.map.next_value_seed(seed),
        }
    }
}

/// Reads a name: the envelope's own, or one that answers the question of who reads on.
///
/// To ask within the visit, and not with a [`Text`] after it, saves a token of eight members 25 of 490 ns.
struct NameSeed<C, K>(K, PhantomData<C>);

impl<'de, C: Code, K: DeserializeSeed<'de>> DeserializeSeed<'de> for NameSeed<C, K> {
    type Value = Name<K, K::Value>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<C: Code, K> NameSeed<C, K> {
    #[inline]
    fn visit<'de, E: Error>(
        self,
        name: &str,
        answer: impl FnOnce(K) -> Result<K::Value, E>,
    ) -> Result<Name<K, K::Value>, E>
    where
        K: DeserializeSeed<'de>,
    {
        if C::LAYOUT.server_time == Some(name) {
            return Ok(Name::Time(self.0));
        }
        if C::LAYOUT.result == Some(name) {
            return Ok(Name::Result);
        }
        answer(self.0).map(Name::Other)
    }
}

impl<'de, C: Code, K: DeserializeSeed<'de>> Visitor<'de> for NameSeed<C, K> {
    type Value = Name<K, K::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Self::Value, E> {
        self.visit(name, |seed| seed.deserialize(BorrowedStrDeserializer::new(name)))
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        self.visit(name, |seed| seed.deserialize(name.into_deserializer()))
    }
}

impl<'de> Text<'de> {
    fn answer<K: DeserializeSeed<'de>, E: Error>(self, seed: K) -> Result<K::Value, E> {
        match self.0 {
            Cow::Borrowed(name) => seed.deserialize(BorrowedStrDeserializer::new(name)),
            Cow::Owned(name) => seed.deserialize(name.into_deserializer()),
        }
    }
}

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_str(TextVisitor)
    }
}
