//! The names of an object's members.

use core::fmt;
use std::borrow::Cow;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};

use super::super::line;
use super::any_value::AnyNameVisitor;
use crate::contract::{Member, Object};

/// Reads the names of an object's members, and reports a name of the body that is there twice.
pub(super) struct Names {
    object: &'static Object,
    /// The member that is expected next. It is compared first.
    next: usize,
    /// The members that have been there, one bit each.
    seen: u64,
}

/// A member's name.
pub(super) enum Name<'de> {
    Own(&'static Member),
    Other(Cow<'de, str>),
}

impl Names {
    pub(super) fn new(object: &'static Object) -> Self {
        Self { object, next: 0, seen: 0 }
    }

    /// Marks all members as seen, and returns their number.
    pub(super) fn all_seen(&mut self) -> usize {
        let count = self.object.members.iter().filter(|member| !member.name.is_empty()).count();
        self.seen = u64::MAX;
        count
    }

    /// The member of the body with this name.
    ///
    /// # Errors
    ///
    /// Returns an error if the member has been there before.
    #[inline]
    pub(super) fn own<E: Error>(&mut self, name: &str) -> Result<Option<&'static Member>, E> {
        let members = self.object.members;
        let is_it = |member: &Member| member.name == name && !name.is_empty();
        let index = match members.get(self.next) {
            Some(member) if is_it(member) => self.next,
            _ => match members.iter().position(is_it) {
                Some(index) => index,
                None => return Ok(None),
            },
        };
        // The checks of the catalog limit the number of members.
        let bit = 1 << (index % 64);
        if self.seen & bit != 0 {
            return Err(E::custom(format_args!("duplicate member `{}`", line::bounded(name, 100))));
        }
        self.seen |= bit;
        self.next = index + 1;
        Ok(Some(&members[index]))
    }
}

impl<'de> DeserializeSeed<'de> for &mut Names {
    type Value = Name<'de>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Names {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Name<'de>, E> {
        Ok(self.own(name)?.map_or_else(|| Name::Other(Cow::Borrowed(name)), Name::Own))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Name<'de>, E> {
        Ok(self.own(name)?.map_or_else(|| Name::Other(Cow::Owned(name.to_owned())), Name::Own))
    }

    // Formats other than JSON also have other names.

    fn visit_bool<E: Error>(self, boolean: bool) -> Result<Name<'de>, E> {
        self.visit_str(&AnyNameVisitor.visit_bool::<E>(boolean)?)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Name<'de>, E> {
        self.visit_str(&AnyNameVisitor.visit_i64::<E>(number)?)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Name<'de>, E> {
        self.visit_str(&AnyNameVisitor.visit_u64::<E>(number)?)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Name<'de>, E> {
        self.visit_str(&AnyNameVisitor.visit_f64::<E>(number)?)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Name<'de>, E> {
        self.visit_str(&AnyNameVisitor.visit_bytes::<E>(bytes)?)
    }

    fn visit_unit<E: Error>(self) -> Result<Name<'de>, E> {
        self.visit_str(&AnyNameVisitor.visit_unit::<E>()?)
    }

    fn visit_none<E: Error>(self) -> Result<Name<'de>, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Name<'de>, E> {
        self.visit_str(&AnyNameVisitor.visit_i128::<E>(number)?)
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Name<'de>, E> {
        self.visit_str(&AnyNameVisitor.visit_u128::<E>(number)?)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<Name<'de>, A::Error> {
        self.visit_str(&AnyNameVisitor.visit_seq(array)?)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Name<'de>, A::Error> {
        self.visit_str(&AnyNameVisitor.visit_map(map)?)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tag: A) -> Result<Name<'de>, A::Error> {
        self.visit_str(&AnyNameVisitor.visit_enum(tag)?)
    }
}
