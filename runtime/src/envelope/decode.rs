//! Reading an envelope of either kind, in one pass where `result` comes first, as the platform sends it.

use core::fmt;
use core::marker::PhantomData;

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor, value::MapAccessDeserializer,
};

use super::failure::More;
use super::members::{Members, Name, Text, duplicate};
use super::time::Time;
use super::{Envelope, Failure, Success, framed};
use crate::Code;

/// Reads a body of either kind: JSON in UTF-8.
pub(super) fn from_json<'de, T, C>(body: &'de [u8]) -> serde_json::Result<Envelope<T, C>>
where
    T: Deserialize<'de>,
    C: Code,
{
    if let Some(failure) = Failure::from_framed(body) {
        return Ok(Envelope::Failure(failure));
    }
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let visitor = EnvelopeVisitor { success_at: framed::success_at::<C>(body), types: PhantomData };
    let envelope = deserializer.deserialize_map(visitor)?;
    deserializer.end()?;
    Ok(envelope)
}

/// Reads an envelope of either kind.
pub(super) fn envelope<'de, T, C, D>(deserializer: D) -> Result<Envelope<T, C>, D::Error>
where
    T: Deserialize<'de>,
    C: Code,
    D: Deserializer<'de>,
{
    deserializer.deserialize_map(EnvelopeVisitor { success_at: None, types: PhantomData })
}

struct EnvelopeVisitor<T, C> {
    /// The time of a success, where the body's bytes have told that it is one.
    success_at: Option<Time>,
    types: PhantomData<(T, C)>,
}

impl<'de, T: Deserialize<'de>, C: Code> Visitor<'de> for EnvelopeVisitor<T, C> {
    type Value = Envelope<T, C>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, the envelope of a reply")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let mut members = Members::<C, A>::new(map);
        if let Some(time) = self.success_at {
            members.skip_head(time)?;
            return success(members).map(Envelope::Success);
        }
        if is_success(&mut members)? {
            success(members).map(Envelope::Success)
        } else {
            failure(members).map(Envelope::Failure)
        }
    }
}

/// Reads up to the member that tells; what comes before it is set aside.
fn is_success<'de, C: Code, A: MapAccess<'de>>(members: &mut Members<'de, C, A>) -> Result<bool, A::Error> {
    let layout = C::LAYOUT;
    while let Some(name) = members.next_in_body(PhantomData::<Text<'de>>)? {
        let Name::Other(name) = name else { return members.is_success() };
        // Where `result` is left out, it is the code that tells.
        let is_failure = layout.result.is_none() && name.0 == layout.code;
        members.set_aside(name)?;
        if is_failure {
            return Ok(false);
        }
    }
    match layout.result {
        Some(result) => Err(A::Error::custom(format_args!("the body has no member `{result}`"))),
        None => Ok(true),
    }
}

fn success<'de, T, C, A>(mut members: Members<'de, C, A>) -> Result<Success<T, C>, A::Error>
where
    T: Deserialize<'de>,
    C: Code,
    A: MapAccess<'de>,
{
    let payload = T::deserialize(Payload(&mut members))?;
    skip_rest(&mut members)?;
    Ok(Success::made(payload, members.time()))
}

/// A payload need not read every member; the format expects that all are read.
fn skip_rest<'de, C: Code, A: MapAccess<'de>>(members: &mut Members<'de, C, A>) -> Result<(), A::Error> {
    while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

/// The payload's members as a value of their own.
struct Payload<'a, 'de, C, A>(&'a mut Members<'de, C, A>);

impl<'de, C: Code, A: MapAccess<'de>> Deserializer<'de> for Payload<'_, 'de, C, A> {
    type Error = A::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_map(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_some(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        MapAccessDeserializer::new(self.0).deserialize_enum(name, variants, visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

fn failure<'de, C, A>(mut members: Members<'de, C, A>) -> Result<Failure<C>, A::Error>
where
    C: Code,
    A: MapAccess<'de>,
{
    let mut code = None;
    let mut description = None;
    let mut incident = None;
    let mut more = More::default();
    while let Some(Text(name)) = members.next_key()? {
        if name == C::LAYOUT.code {
            set(&name, &mut code, members.next_value_seed(CodeSeed(PhantomData))?)?;
        } else if name == C::LAYOUT.description {
            set(&name, &mut description, members.next_value::<Option<Text<'de>>>()?)?;
        } else if C::LAYOUT.incident == Some(&*name) {
            set(&name, &mut incident, members.next_value::<Option<String>>()?)?;
        } else if more.members.contains_key(&*name) {
            return Err(duplicate(&name));
        } else {
            let value = members.next_value()?;
            more.members.insert(name.into_owned(), value);
        }
    }
    let known = match code {
        Some(WireCode::Known(code)) => Some(code),
        Some(WireCode::Unknown(text)) => {
            more.unknown_code = Some(text);
            None
        }
        Some(WireCode::Absent) | None => None,
    };
    more.incident = incident.flatten();
    let description = description.flatten().map(|Text(text)| text);
    Ok(Failure::decoded(known, members.time(), description, more))
}

fn set<T, E: Error>(name: &str, slot: &mut Option<T>, value: T) -> Result<(), E> {
    match slot.replace(value) {
        Some(_) => Err(duplicate(name)),
        None => Ok(()),
    }
}

/// What stands in the code's member.
enum WireCode<C> {
    Known(C),
    Unknown(String),
    Absent,
}

struct CodeSeed<C>(PhantomData<C>);

impl<'de, C: Code> DeserializeSeed<'de> for CodeSeed<C> {
    type Value = WireCode<C>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<WireCode<C>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<C: Code> Visitor<'_> for CodeSeed<C> {
    type Value = WireCode<C>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a string or an integer in member `{}`", C::LAYOUT.code)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<WireCode<C>, E> {
        Ok(match C::from_code(text) {
            Some(code) => WireCode::Known(code),
            None => WireCode::Unknown(text.to_owned()),
        })
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<WireCode<C>, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<WireCode<C>, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_unit<E: Error>(self) -> Result<WireCode<C>, E> {
        Ok(WireCode::Absent)
    }
}
