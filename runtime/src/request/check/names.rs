//! The names that serde reads for the fields of a type: `userName` for `user_name`, with `#[serde(rename_all)]`.
//!
//! garde and validator know the names in Rust alone. The type is deserialized from nothing but a path: it says the names
//! of its fields when it asks for them, and is stopped at the end of the path.

use core::fmt::{self, Display};
use std::error::Error;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::request::place::Place;

/// A part of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Name(String),
    Index(String),
}

/// The place at the end of a path.
pub(super) fn place(path: &[Part]) -> Place {
    let mut place = Place::default();
    for part in path {
        match part {
            Part::Name(name) => place.push_name(name),
            Part::Index(index) => place.push_index(index),
        }
    }
    place
}

/// Changes the names of a path, which starts at a value of some type.
pub(super) type Rename = fn(&mut [Part]);

/// Replaces the names of fields by those that serde reads. A name stays if the type does not tell: in an enum, in a struct
/// with `flatten`, or if its name for serde is another word.
pub(super) fn as_read<T: DeserializeOwned>(path: &mut [Part]) {
    // It ends with an error, as soon as the path does.
    let _ = T::deserialize(Follow::new(path));
}

/// The name for serde of the field with this name in Rust, if only the case and the separators of its words differ.
fn read_name(fields: &'static [&'static str], name: &str) -> Option<&'static str> {
    fn letters(name: &str) -> impl Iterator<Item = char> {
        name.trim_start_matches("r#").chars().filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_lowercase)
    }
    let same = || fields.iter().find(|field| letters(field).eq(letters(name)));
    fields.iter().find(|field| **field == name).or_else(same).copied()
}

/// Follows a path through a type.
struct Follow<'a> {
    path: &'a mut [Part],
    /// How many types were entered at this place of the path.
    entered: u8,
}

impl<'a> Follow<'a> {
    fn new(path: &'a mut [Part]) -> Self {
        Self { path, entered: 0 }
    }

    /// Enters a type that has no name in the path. There may be no end of them: `struct List(Option<Box<List>>)`.
    fn enter(self) -> Result<Self, Stop> {
        let entered = self.entered + 1;
        if entered < 32 { Ok(Self { entered, ..self }) } else { Err(Stop) }
    }
}

/// The end of the path, or a type that does not tell the names of its fields.
#[derive(Debug)]
struct Stop;

impl Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the path ends")
    }
}

impl Error for Stop {}

impl de::Error for Stop {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

impl<'de> Deserializer<'de> for Follow<'_> {
    type Error = Stop;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Stop> {
        Err(Stop)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_some(self.enter()?)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &str, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_newtype_struct(self.enter()?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let [Part::Name(name), rest @ ..] = self.path else { return Err(Stop) };
        let field = read_name(fields, name).ok_or(Stop)?;
        field.clone_into(name);
        visitor.visit_map(Entry { key: Some(field), value: rest })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        let [Part::Name(key) | Part::Index(key), rest @ ..] = self.path else { return Err(Stop) };
        visitor.visit_map(Entry { key: Some(key), value: rest })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        let [Part::Index(_), rest @ ..] = self.path else { return Err(Stop) };
        visitor.visit_seq(Item(Some(rest)))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple
        tuple_struct enum identifier ignored_any
    }
}

/// A map with one entry, of which the value follows the rest of the path.
struct Entry<'k, 'a> {
    key: Option<&'k str>,
    value: &'a mut [Part],
}

impl<'de> MapAccess<'de> for Entry<'_, '_> {
    type Error = Stop;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Stop> {
        let key: Option<StrDeserializer<'_, Stop>> = self.key.take().map(IntoDeserializer::into_deserializer);
        key.map(|key| seed.deserialize(key)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        seed.deserialize(Follow::new(self.value))
    }
}

/// A list with one item, which follows the rest of the path.
struct Item<'a>(Option<&'a mut [Part]>);

impl<'de> SeqAccess<'de> for Item<'_> {
    type Error = Stop;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Stop> {
        self.0.take().map(|rest| seed.deserialize(Follow::new(rest))).transpose()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashMap};

    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    #[expect(dead_code, reason = "only the names of the fields are read")]
    struct Account {
        user_name: String,
        #[serde(rename = "e-mail")]
        email: String,
        #[serde(rename = "tags")]
        labels: Vec<Line>,
        home_address: Option<Box<Address>>,
        old_addresses: Vec<Address>,
        by_id: BTreeMap<u64, Address>,
        by_name: HashMap<String, Option<Address>>,
        r#type: Kind,
        more_data: Flat,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case", deny_unknown_fields)]
    #[expect(dead_code, reason = "only the names of the fields are read")]
    struct Address {
        first_line: Line,
        two_lines: (Line, Line),
    }

    #[derive(Deserialize)]
    struct Line(#[expect(dead_code, reason = "only the names of the fields are read")] Text);

    #[derive(Deserialize)]
    #[serde(rename_all = "UPPERCASE")]
    #[expect(dead_code, reason = "only the names of the fields are read")]
    struct Text {
        the_text: String,
    }

    #[derive(Deserialize)]
    #[serde(tag = "kind", rename_all_fields = "camelCase")]
    #[expect(dead_code, reason = "only the names of the fields are read")]
    enum Kind {
        Person { first_name: String },
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    #[expect(dead_code, reason = "only the names of the fields are read")]
    struct Flat {
        some_name: String,
        #[serde(flatten)]
        rest: Address,
    }

    /// A type without an end.
    #[derive(Deserialize)]
    struct List(#[expect(dead_code, reason = "only its type is read")] Option<Box<List>>);

    /// The path with the names that serde reads, and a slash between its parts.
    fn read<T: DeserializeOwned>(path: &str) -> String {
        let part = |part: &str| match part.parse::<usize>() {
            Ok(_) => Part::Index(part.to_owned()),
            Err(_) => Part::Name(part.to_owned()),
        };
        let mut parts: Vec<_> = path.split('/').map(part).collect();
        as_read::<T>(&mut parts);
        let texts = parts.iter().map(|part| match part {
            Part::Name(text) | Part::Index(text) => text.as_str(),
        });
        texts.collect::<Vec<_>>().join("/")
    }

    #[test]
    fn a_path_has_the_names_that_serde_reads() {
        for (path, expected) in [
            ("user_name", "userName"),
            ("userName", "userName"),
            ("email", "e-mail"),
            ("r#type", "type"),
            ("home_address/first_line/the_text", "homeAddress/first-line/THE_TEXT"),
            ("old_addresses/3/first_line", "oldAddresses/3/first-line"),
            ("old_addresses", "oldAddresses"),
            ("by_name/a_b/first_line/the_text", "byName/a_b/first-line/THE_TEXT"),
        ] {
            assert_eq!(read::<Account>(path), expected);
        }
        assert_eq!(read::<Vec<Option<Account>>>("0/user_name"), "0/userName");
    }

    #[test]
    fn a_name_that_the_type_does_not_tell_stays() {
        for (path, expected) in [
            ("labels/0/the_text", "labels/0/the_text"),
            ("no_field", "no_field"),
            ("user_name/more_text", "userName/more_text"),
            ("by_id/x/first_line", "byId/x/first_line"),
            ("home_address/two_lines/1/the_text", "homeAddress/two-lines/1/the_text"),
            ("type/first_name", "type/first_name"),
            ("more_data/some_name", "moreData/some_name"),
            ("0/user_name", "0/user_name"),
        ] {
            assert_eq!(read::<Account>(path), expected);
        }
        assert_eq!(read::<List>("user_name"), "user_name");
    }
}
