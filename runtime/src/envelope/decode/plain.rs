//! Deserializes plain JSON: strings without escapes and integers, as almost every reply has them.
//!
//! It takes half of the time of `serde_json`, because it keeps neither a position nor a message for errors. If there is anything
//! else in the body, or a mistake, `serde_json` reads the body again.

use core::fmt;

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::super::escape::special;

/// The body is not plain JSON, or a visitor refuses it.
#[derive(Debug)]
pub(super) struct NotPlain;

impl fmt::Display for NotPlain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not plain JSON")
    }
}

impl std::error::Error for NotPlain {}

impl de::Error for NotPlain {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Result<T> = core::result::Result<T, NotPlain>;

/// How deep objects and arrays can be. `serde_json` has the same limit.
const DEPTH: u8 = 127;

/// Deserializes a text.
pub(super) struct Plain<'de> {
    rest: &'de [u8],
    text: &'de str,
    depth: u8,
}

impl<'de> Plain<'de> {
    pub(super) fn new(text: &'de str) -> Self {
        Self { rest: text.as_bytes(), text, depth: 0 }
    }

    /// Fails if the text has something after the value.
    pub(super) fn end(mut self) -> Result<()> {
        if self.peek().is_none() { Ok(()) } else { Err(NotPlain) }
    }

    /// The next byte that is not a space.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        while let [b' ' | b'\n' | b'\r' | b'\t', rest @ ..] = self.rest {
            self.rest = rest;
        }
        self.rest.first().copied()
    }

    /// Reads the next byte, if it is this one.
    #[inline]
    fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        if is_next {
            self.rest = &self.rest[1..];
        }
        is_next
    }

    #[inline]
    fn expect(&mut self, byte: u8) -> Result<()> {
        if self.eat(byte) { Ok(()) } else { Err(NotPlain) }
    }

    #[inline]
    fn string(&mut self) -> Result<&'de str> {
        self.expect(b'"')?;
        let start = self.text.len() - self.rest.len();
        let length = special(self.rest).filter(|at| self.rest[*at] == b'"').ok_or(NotPlain)?;
        self.rest = &self.rest[length + 1..];
        self.text.get(start..start + length).ok_or(NotPlain)
    }

    fn literal(&mut self, literal: &[u8]) -> Result<()> {
        self.rest = self.rest.strip_prefix(literal).ok_or(NotPlain)?;
        Ok(())
    }

    /// Reads the digits of an integer. JSON has no numbers such as `007`. `serde_json` reads `-0` as a float.
    fn digits(&mut self) -> Result<&'de str> {
        let length = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.rest.split_at(length);
        self.rest = rest;
        match (digits, rest) {
            ([b'0', _, ..], _) | (_, [b'.' | b'e' | b'E', ..]) => Err(NotPlain),
            _ => str::from_utf8(digits).map_err(|_| NotPlain),
        }
    }

    fn number<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value> {
        if self.eat(b'-') {
            let number: i64 = self.digits()?.parse().map_err(|_| NotPlain)?;
            return if number == 0 { Err(NotPlain) } else { visitor.visit_i64(-number) };
        }
        visitor.visit_u64(self.digits()?.parse().map_err(|_| NotPlain)?)
    }

    /// Reads what is between these brackets. The visitor must read it to its end.
    #[inline]
    fn between<T>(
        &mut self,
        [start, end]: [u8; 2],
        visit: impl FnOnce(Parts<'_, 'de>) -> Result<T>,
    ) -> Result<T> {
        self.expect(start)?;
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(NotPlain);
        }
        let value = visit(Parts { json: self, end, is_first: true })?;
        self.depth -= 1;
        self.expect(end)?;
        Ok(value)
    }
}

impl<'de> de::Deserializer<'de> for &mut Plain<'de> {
    type Error = NotPlain;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.peek().ok_or(NotPlain)? {
            b'"' => visitor.visit_borrowed_str(self.string()?),
            b'{' => self.between(*b"{}", |parts| visitor.visit_map(parts)),
            b'[' => self.between(*b"[]", |parts| visitor.visit_seq(parts)),
            b'n' => self.literal(b"null").and_then(|()| visitor.visit_unit()),
            b't' => self.literal(b"true").and_then(|()| visitor.visit_bool(true)),
            b'f' => self.literal(b"false").and_then(|()| visitor.visit_bool(false)),
            b'-' | b'0'..=b'9' => self.number(visitor),
            _ => Err(NotPlain),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// The members of an object, or the elements of an array.
struct Parts<'a, 'de> {
    json: &'a mut Plain<'de>,
    end: u8,
    is_first: bool,
}

impl Parts<'_, '_> {
    /// Whether there is another part.
    #[inline]
    fn has_next(&mut self) -> Result<bool> {
        if self.json.peek() == Some(self.end) {
            return Ok(false);
        }
        if !core::mem::take(&mut self.is_first) {
            self.json.expect(b',')?;
        }
        Ok(true)
    }
}

impl<'de> MapAccess<'de> for Parts<'_, 'de> {
    type Error = NotPlain;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        if !self.has_next()? {
            return Ok(None);
        }
        // Only a string can be a name.
        seed.deserialize(Name(self.json.string()?)).map(Some)
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        self.json.expect(b':')?;
        seed.deserialize(&mut *self.json)
    }
}

/// The name of a member. The deserializer of serde for this is not inlined.
struct Name<'de>(&'de str);

impl<'de> de::Deserializer<'de> for Name<'de> {
    type Error = NotPlain;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_borrowed_str(self.0)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> SeqAccess<'de> for Parts<'_, 'de> {
    type Error = NotPlain;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        if !self.has_next()? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.json).map(Some)
    }
}
