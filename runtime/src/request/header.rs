//! Headers as a struct, deserialized by serde. No framework has such a reader of its own.

use std::borrow::Cow;
use std::fmt;
use std::slice::Iter;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::Headers;
use super::mistake::reported;
use super::place;
use crate::envelope::text::Text;
use crate::{Code, Failure, HttpKind};

/// The headers as a struct.
pub(crate) fn read_headers<T, C>(headers: &impl Headers) -> Result<T, Failure<C>>
where
    T: DeserializeOwned,
    C: Code,
{
    T::deserialize(Struct(headers)).map_err(|error| match error {
        Wrong::Request { ref header, ref text } => {
            let mistake = |header: &String| match text.strip_prefix(&format!("{header}: ")) {
                Some(mistake) => place::named(header, &mistake),
                None => place::named(header, text),
            };
            let field = header.as_ref().map(mistake);
            reported(HttpKind::MissingHeader, error).with_fields(field)
        }
        Wrong::Type => Failure::from_http(HttpKind::Internal, 500).with_source(error),
    })
}

#[derive(Debug)]
enum Wrong {
    /// The headers: the name of one of them, if it is known, and a text.
    Request { header: Option<String>, text: String },
    /// What they are read into, which is the server's mistake.
    Type,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Request { text, .. } => text,
            Self::Type => "headers are read into a struct that has a field for each",
        })
    }
}

impl std::error::Error for Wrong {}

impl serde::de::Error for Wrong {
    fn custom<T: fmt::Display>(text: T) -> Self {
        Self::Request { header: None, text: text.to_string() }
    }

    fn missing_field(field: &'static str) -> Self {
        let header = hyphenated(field);
        let text = format!("the header `{header}` is missing");
        Self::Request { header: Some(header), text }
    }
}

/// The name of a field's header.
fn hyphenated(field: &str) -> String {
    field.replace('_', "-").to_ascii_lowercase()
}

struct Struct<'a, H>(&'a H);

impl<'de, H: Headers> Deserializer<'de> for Struct<'de, H> {
    type Error = Wrong;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_map(Present { headers: self.0, left: fields.iter(), read: Vec::new(), found: None })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Wrong> {
        Err(Wrong::Type)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// The fields that there are headers for.
struct Present<'a, H> {
    headers: &'a H,
    left: Iter<'static, &'static str>,
    /// The names of the headers that have been read. An alias of a field can be another spelling of its name.
    read: Vec<String>,
    found: Option<(String, Cow<'a, str>)>,
}

impl<'a, H: Headers> Present<'a, H> {
    fn find(&self, name: String) -> Result<Option<(String, Cow<'a, str>)>, Wrong> {
        let mut found: Option<Cow<'a, str>> = None;
        for line in self.headers.lines(&name) {
            let line = str::from_utf8(line).map_err(|error| about(&name, error))?;
            // Cookies are a list of another kind (RFC 9113, section 8.2.3).
            let between = if name == "cookie" { "; " } else { ", " };
            found =
                Some(found.map_or(Cow::Borrowed(line), |before| format!("{before}{between}{line}").into()));
        }
        Ok(found.map(|text| (name, text)))
    }
}

fn about(name: &str, error: impl fmt::Display) -> Wrong {
    Wrong::Request { header: Some(name.to_owned()), text: format!("{name}: {error}") }
}

impl<'de, H: Headers> MapAccess<'de> for Present<'de, H> {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Wrong> {
        while let Some(field) = self.left.next() {
            let name = hyphenated(field);
            if self.read.contains(&name) {
                continue;
            }
            self.found = self.find(name)?;
            if let Some((name, _)) = &self.found {
                self.read.push(name.clone());
                let key: StrDeserializer<'_, Wrong> = field.into_deserializer();
                return seed.deserialize(key).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Wrong> {
        let (name, text) = self.found.take().ok_or_else(|| Wrong::custom("a value before its name"))?;
        seed.deserialize(Text::new(text)).map_err(|error: Wrong| about(&name, error))
    }
}
