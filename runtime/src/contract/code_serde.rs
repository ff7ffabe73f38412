//! How the enum of a catalog is serialized and deserialized. The generated implementations call these functions.

use alloc::string::ToString;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde::ser::Serializer;

use crate::Code;

/// Serializes a code: as an integer if the codes of the catalog are integers, or else as a string.
pub fn serialize<C: Code, S: Serializer>(code: C, serializer: S) -> Result<S::Ok, S::Error> {
    if let Some(Ok(number)) = C::BODIES.integer_codes.then(|| code.code().parse()) {
        return serializer.serialize_i64(number);
    }
    serializer.serialize_str(code.code())
}

/// Deserializes a code of the catalog, also by an alias. Any other value is an error.
pub fn deserialize<'de, C: Code, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
    if C::BODIES.integer_codes {
        deserializer.deserialize_i64(CodeVisitor(PhantomData))
    } else {
        deserializer.deserialize_str(CodeVisitor(PhantomData))
    }
}

struct CodeVisitor<C>(PhantomData<C>);

impl<C: Code> Visitor<'_> for CodeVisitor<C> {
    type Value = C;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a code of the catalog")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<C, E> {
        let known = if C::BODIES.integer_codes { None } else { C::from_code(text) };
        known.ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<C, E> {
        integer(number).ok_or_else(|| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<C, E> {
        let known = i64::try_from(number).ok().and_then(integer);
        known.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }
}

fn integer<C: Code>(number: i64) -> Option<C> {
    if C::BODIES.integer_codes { C::from_code(&number.to_string()) } else { None }
}
