//! Reads a reply that may be a success or a failure.
//!
//! JSON text is first read as a success, and the payload is deserialized directly. If a member shows that the body is a
//! failure, the text is read again as a failure. So the order of the members does not change a payload. Other formats
//! can be read only once: the members before the member that separates a success from a failure are set aside.

use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor, value::MapAccessDeserializer,
};
use serde_json::Value;

use super::failure::{Details, SHOWN};
use super::head::Loose;
use super::line;
use super::members::{Members, Text, Told, duplicate};
use super::time::Time;
use super::{Envelope, Failure, Success, framed};
use crate::Code;

/// Reads a body that may be a success or a failure: JSON in UTF-8. `status` is the HTTP status, if it is known.
pub(super) fn from_json<'de, T, C>(body: &'de [u8], status: Option<u16>) -> serde_json::Result<Envelope<T, C>>
where
    T: Deserialize<'de>,
    C: Code,
{
    let mut told = told_by::<C>(status);
    if told == Told::Failure {
        return failure_from_json(body, status).map(Envelope::Failure);
    }
    if told == Told::Nothing
        && let Some(failure) = Failure::from_framed(body)
    {
        return Ok(Envelope::Failure(with_status(failure, status)));
    }
    let at = if told == Told::Nothing { framed::success_at::<C>(body) } else { None };
    let hoped = whole(body, SuccessVisitor { told: &mut told, at, types: PhantomData });
    match hoped {
        Ok(success) => Ok(Envelope::Success(success)),
        Err(error) if told == Told::Success => Err(shown(error)),
        // Maybe the body is a failure, and the payload was read before the member that shows this.
        Err(error) => match read_failure(body, status)? {
            Some(failure) => Ok(Envelope::Failure(failure)),
            None => Err(shown(error)),
        },
    }
}

/// Reads the body of a failure: JSON in UTF-8. `status` is the HTTP status, if it is known.
pub(super) fn failure_from_json<C: Code>(body: &[u8], status: Option<u16>) -> serde_json::Result<Failure<C>> {
    if told_by::<C>(status) != Told::Success {
        if let Some(failure) = Failure::from_framed(body) {
            return Ok(with_status(failure, status));
        }
        if let Some(failure) = read_failure(body, status)? {
            return Ok(failure);
        }
    }
    Err(serde_json::Error::custom("expected a failure, the body is a success"))
}

/// The failure, or `None` if the body is a success.
fn read_failure<C: Code>(body: &[u8], status: Option<u16>) -> serde_json::Result<Option<Failure<C>>> {
    let read = |is_lean| {
        let mut told = told_by::<C>(status);
        let visitor = FailureVisitor { told: &mut told, is_lean, catalog: PhantomData };
        let failure = whole(body, visitor);
        (failure, told)
    };
    match read(false) {
        (Ok(failure), _) => Ok(Some(with_status(failure, status))),
        (Err(_), Told::Success) => Ok(None),
        // A member other than the code may contain half of a character, or exceed the limits of `serde_json` for
        // numbers or depth. The code can still be read.
        (Err(error), _) if error.is_syntax() => match read(true) {
            (Ok(failure), _) => Ok(Some(with_status(failure, status))),
            _ => Err(error),
        },
        (Err(error), _) => Err(shown(error)),
    }
}

/// Turns the text of the error into one line for a log, because the text may quote what the peer sent.
fn shown(error: serde_json::Error) -> serde_json::Error {
    let text = error.to_string();
    match line::bounded(&text, SHOWN) {
        Cow::Borrowed(_) => error,
        Cow::Owned(line) => serde_json::Error::custom(line),
    }
}

/// What the status says about the body. If the envelope has a member for this, the status says nothing.
fn told_by<C: Code>(status: Option<u16>) -> Told {
    match status {
        Some(..400) if C::LAYOUT.result.is_none() => Told::Success,
        Some(_) if C::LAYOUT.result.is_none() => Told::Failure,
        _ => Told::Nothing,
    }
}

/// Gives the failure the status of the reply. A status below 400 is ignored: then the status of the row is better.
fn with_status<C: Code>(failure: Failure<C>, status: Option<u16>) -> Failure<C> {
    match status {
        Some(status @ 400..) => failure.relabelled(status),
        _ => failure,
    }
}

fn whole<'de, V: Visitor<'de>>(body: &'de [u8], visitor: V) -> serde_json::Result<V::Value> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let read = deserializer.deserialize_map(visitor)?;
    deserializer.end()?;
    Ok(read)
}

fn expect_object(f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("an object, the envelope of a reply")
}

/// Reads an envelope of either kind.
pub(super) fn envelope<'de, T, C, D>(deserializer: D) -> Result<Envelope<T, C>, D::Error>
where
    T: Deserialize<'de>,
    C: Code,
    D: Deserializer<'de>,
{
    deserializer.deserialize_map(EnvelopeVisitor(PhantomData))
}

struct EnvelopeVisitor<T, C>(PhantomData<(T, C)>);

impl<'de, T: Deserialize<'de>, C: Code> Visitor<'de> for EnvelopeVisitor<T, C> {
    type Value = Envelope<T, C>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expect_object(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let mut told = Told::Nothing;
        let mut members = Members::<C, A>::new(map, &mut told, None);
        members.find_out()?;
        if members.told() == Told::Success {
            success(members).map(Envelope::Success)
        } else {
            failure(members).map(Envelope::Failure)
        }
    }
}

/// Reads a success. If the body turns out to be a failure, this is an error.
struct SuccessVisitor<'t, T, C> {
    told: &'t mut Told,
    /// The time, if the first bytes of the body are the head of a success.
    at: Option<Time>,
    types: PhantomData<(T, C)>,
}

impl<'de, T: Deserialize<'de>, C: Code> Visitor<'de> for SuccessVisitor<'_, T, C> {
    type Value = Success<T, C>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expect_object(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let mut members = Members::<C, A>::new(map, self.told, Some(Told::Success));
        if let Some(time) = self.at {
            members.skip_head(time)?;
        }
        success(members)
    }
}

/// Reads a failure. If the body turns out to be a success, this is an error.
struct FailureVisitor<'t, C> {
    told: &'t mut Told,
    /// Whether to read only the code, and the member that separates a success from a failure.
    is_lean: bool,
    catalog: PhantomData<C>,
}

impl<'de, C: Code> Visitor<'de> for FailureVisitor<'_, C> {
    type Value = Failure<C>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expect_object(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let members = Members::<C, A>::new(map, self.told, Some(Told::Failure));
        if self.is_lean { code_alone(members.lean()) } else { failure(members) }
    }
}

fn success<'de, T, C, A>(mut members: Members<'_, 'de, C, A>) -> Result<Success<T, C>, A::Error>
where
    T: Deserialize<'de>,
    C: Code,
    A: MapAccess<'de>,
{
    let payload = T::deserialize(Payload(&mut members))?;
    // Some payloads ignore errors, so the error that the body is a failure may be lost.
    members.is_as_hoped()?;
    skip_rest(&mut members)?;
    members.finish()?;
    Ok(Success::made(payload, members.time().unwrap_or(Time::NONE)))
}

/// Reads the members that the payload has not read, because the format expects that all are read.
fn skip_rest<'de, C: Code, A: MapAccess<'de>>(members: &mut Members<'_, 'de, C, A>) -> Result<(), A::Error> {
    while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

/// The members of the payload, as one value.
struct Payload<'a, 't, 'de, C, A>(&'a mut Members<'t, 'de, C, A>);

impl<'de, C: Code, A: MapAccess<'de>> Deserializer<'de> for Payload<'_, '_, 'de, C, A> {
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

fn failure<'de, C, A>(mut members: Members<'_, 'de, C, A>) -> Result<Failure<C>, A::Error>
where
    C: Code,
    A: MapAccess<'de>,
{
    let mut code = None;
    let mut description = None;
    let mut incident = None;
    let mut more = Details::default();
    while let Some(Text(name)) = members.next_key()? {
        if name == C::LAYOUT.code {
            set(&name, &mut code, members.next_value_seed(CodeSeed(PhantomData))?)?;
        } else if name == C::LAYOUT.description {
            set(&name, &mut description, members.next_value::<Loose<'de>>()?)?;
        } else if C::LAYOUT.incident == Some(&*name) {
            set(&name, &mut incident, members.next_value::<Loose<'de>>()?)?;
        } else {
            let value = members.next_value()?;
            more.members.insert(name.into_owned(), value);
        }
    }
    if code.is_none() || C::LAYOUT.result.is_some() {
        members.finish()?;
    }
    let known = code.and_then(|code| more.code(code));
    // The members next to the code may have any type.
    let time = more.keep(C::LAYOUT.server_time, members.time()).unwrap_or(Time::NONE);
    let incident = incident.and_then(|incident| more.keep(C::LAYOUT.incident, incident.text())?);
    let incident = incident.filter(|incident| !incident.is_empty());
    more.incident = incident.map(|incident| incident.into_owned().into()).unwrap_or_default();
    let description =
        description.and_then(|description| more.keep(Some(C::LAYOUT.description), description.text())?);
    Ok(Failure::decoded(known, time, description, more))
}

/// Reads only the code of a failure.
fn code_alone<'de, C, A>(mut members: Members<'_, 'de, C, A>) -> Result<Failure<C>, A::Error>
where
    C: Code,
    A: MapAccess<'de>,
{
    let mut code = None;
    while let Some(Text(name)) = members.next_key()? {
        if name == C::LAYOUT.code {
            set(&name, &mut code, members.next_value_seed(CodeSeed(PhantomData))?)?;
        } else {
            members.next_value::<IgnoredAny>()?;
        }
    }
    if code.is_none() || C::LAYOUT.result.is_some() {
        members.finish()?;
    }
    let mut more = Details::default();
    let known = code.and_then(|code| more.code(code));
    Ok(Failure::decoded(known, Time::NONE, None, more))
}

impl Details {
    /// Returns the code if this build knows it, and otherwise keeps its text.
    fn code<C>(&mut self, code: WireCode<C>) -> Option<C> {
        match code {
            WireCode::Known(code) => return Some(code),
            WireCode::Unknown(text) => self.unknown_code = Some(text),
            WireCode::Absent => {}
        }
        None
    }

    /// Returns the value of the envelope's member `name`. A value of another type is kept as a member instead.
    fn keep<T>(&mut self, name: Option<&str>, read: Result<T, Value>) -> Option<T> {
        read.map_err(|other| name.map(|name| self.members.insert(name.to_owned(), other))).ok()
    }
}

fn set<T, E: Error>(name: &str, slot: &mut Option<T>, value: T) -> Result<(), E> {
    match slot.replace(value) {
        Some(_) => Err(duplicate(name)),
        None => Ok(()),
    }
}

/// The value of the member with the code.
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
