//! Reads a reply in a format that is not JSON text. It can be read only once, so members are set aside until it is known
//! what the body is.

use core::fmt;
use core::marker::PhantomData;
use std::vec;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::super::{Envelope, Success};
use super::any_value::{AnyName, AnyValue};
use super::payload::PayloadSeed;
use super::read::Read;
use super::reading::{Reading, Told};
use super::tree;
use crate::Code;
use crate::contract::{Bodies, Node};
use crate::envelope::time::Time;

/// Reads an envelope of either kind.
pub(in super::super) fn envelope<'de, T, C, D>(deserializer: D) -> Result<Envelope<T, C>, D::Error>
where
    T: Deserialize<'de>,
    C: Code,
    D: Deserializer<'de>,
{
    if matches!(C::BODIES.success.root, Node::Object(_)) {
        return deserializer.deserialize_map(EnvelopeVisitor(PhantomData));
    }
    // The payload can be any value.
    let AnyValue(value) = AnyValue::deserialize(deserializer)?;
    let told = match &value {
        Value::Object(members) => told_by_all(C::BODIES, members.clone())?,
        _ => Told::Success,
    };
    match (told, value) {
        (Told::Failure, Value::Object(members)) => {
            read(told, Aside::new(members.into_iter().collect(), NoMap(PhantomData)))
        }
        (_, value) => {
            let payload = T::deserialize(value).map_err(D::Error::custom)?;
            Ok(Envelope::Success(Success::made(payload, Time::NONE)))
        }
    }
}

struct EnvelopeVisitor<T, C>(PhantomData<(T, C)>);

impl<'de, T: Deserialize<'de>, C: Code> Visitor<'de> for EnvelopeVisitor<T, C> {
    type Value = Envelope<T, C>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, the envelope of a reply")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut aside = Vec::new();
        let mut told = Told::Nothing;
        let mut ended = false;
        while told == Told::Nothing && !ended {
            match map.next_entry()? {
                Some((AnyName(name), AnyValue(value))) => {
                    told = told_by::<C>(&name, &value);
                    aside.push((name, value));
                }
                None => ended = true,
            }
        }
        if told == Told::Nothing {
            told = told_by_all(C::BODIES, aside.iter().cloned().collect())?;
        }
        read(told, Aside { ended, ..Aside::new(aside, map) })
    }
}

fn read<'de, T, C, A>(mut told: Told, map: A) -> Result<Envelope<T, C>, A::Error>
where
    T: Deserialize<'de>,
    C: Code,
    A: MapAccess<'de>,
{
    let hope = Some(told);
    let mut reading = Reading::new(C::BODIES, &mut told, hope);
    if hope == Some(Told::Failure) {
        tree::root(&C::BODIES.failure.root, &mut reading).visit_map(map)?;
        return Ok(Envelope::Failure(reading.found()?.into_failure()));
    }
    let payload = PayloadSeed::<T, false>::new(&C::BODIES.success.root, &mut reading).visit_map(map)?;
    Ok(Envelope::Success(Success::made(payload, reading.found.time())))
}

/// What a member of the root says about the body.
fn told_by<C: Code>(name: &str, value: &Value) -> Told {
    let Node::Object(success) = &C::BODIES.success.root else { return Told::Nothing };
    let member = success.members.iter().find(|member| member.name == name);
    let (Some(Node::Tell(tell, _)), Some(read)) = (member.map(|member| &member.node), Read::of(value)) else {
        return Told::Nothing;
    };
    Told::by(tell, &read).unwrap_or(Told::Nothing)
}

/// What all members together say about the body: the constants of inner objects, or else the presence of a code.
fn told_by_all<E: Error>(bodies: &'static Bodies, members: Map<String, Value>) -> Result<Told, E> {
    let mut told = Told::Nothing;
    let mut reading = Reading::new(bodies, &mut told, None).lean(true);
    let body = Value::Object(members);
    let read = tree::root(&bodies.failure.root, &mut reading).deserialize(&body);
    let is_failure = reading.found.has_code || read.is_err() && reading.found.holds_code;
    if *reading.told != Told::Nothing {
        return Ok(*reading.told);
    }
    read.map_err(E::custom)?;
    Ok(if is_failure { Told::Failure } else { Told::Success })
}

/// The members that were set aside, and then the others.
struct Aside<A> {
    first: vec::IntoIter<(String, Value)>,
    value: Option<Value>,
    map: A,
    /// Whether the last name was read. After it, some formats would read on behind the body.
    ended: bool,
}

impl<A> Aside<A> {
    fn new(aside: Vec<(String, Value)>, map: A) -> Self {
        Self { first: aside.into_iter(), value: None, map, ended: false }
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Aside<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        if let Some((name, value)) = self.first.next() {
            self.value = Some(value);
            return seed.deserialize(name.into_deserializer()).map(Some);
        }
        if self.ended {
            return Ok(None);
        }
        let name = self.map.next_key_seed(seed)?;
        self.ended = name.is_none();
        Ok(name)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            Some(value) => seed.deserialize(value).map_err(A::Error::custom),
            None => self.map.next_value_seed(seed),
        }
    }
}

/// No members.
struct NoMap<E>(PhantomData<E>);

impl<'de, E: Error> MapAccess<'de> for NoMap<E> {
    type Error = E;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, _: K) -> Result<Option<K::Value>, E> {
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, _: V) -> Result<V::Value, E> {
        Err(E::custom("there is no member"))
    }
}
