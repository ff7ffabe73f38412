//! The names that serde reads for the fields of a type: `userName` for `user_name`, with `#[serde(rename_all)]`.
//!
//! garde and validator know the names in Rust alone. The type is deserialized from nothing but a path: it says the names
//! of its fields when it asks for them, and an error stops it at the end of the path.

use core::fmt::{self, Display};
use core::mem::replace;
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
/// with `flatten`, or if no rule of serde makes its name for serde.
pub(super) fn as_read<T: DeserializeOwned>(path: &mut [Part]) {
    let _ = T::deserialize(Follow::new(path));
}

/// The name for serde of the field with this name in Rust: the same name, or one that a rule makes of it.
fn read_name(fields: &'static [&'static str], name: &str) -> Option<&'static str> {
    let name = name.trim_start_matches("r#");
    let find = |wanted: &str| fields.iter().find(|field| **field == wanted).copied();
    find(name).or_else(|| renamed(name).iter().find_map(|name| find(name)))
}

/// The names that `rename_all` makes of the name of a field: `userName`, `UserName`, `user-name`, `USER_NAME`, `USER-NAME`.
fn renamed(name: &str) -> [String; 5] {
    let mut pascal = String::with_capacity(name.len());
    for word in name.split('_') {
        let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        pascal.push_str(&first.to_ascii_uppercase());
        pascal.push_str(rest);
    }
    let (first, rest) = pascal.split_at(pascal.chars().next().map_or(0, char::len_utf8));
    let camel = first.to_ascii_lowercase() + rest;
    let upper = name.to_ascii_uppercase();
    [camel, pascal, name.replace('_', "-"), upper.clone(), upper.replace('_', "-")]
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

/// Drops a value that is there in spite of the error in it, as with `DefaultOnError` of `serde_with`. The type must not
/// convert it, because no client has sent it.
fn stopped<T>(visited: Result<T, Stop>) -> Result<T, Stop> {
    visited.and(Err(Stop))
}

impl<'de> Deserializer<'de> for Follow<'_> {
    type Error = Stop;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Stop> {
        Err(Stop)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        stopped(visitor.visit_some(self.enter()?))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &str, visitor: V) -> Result<V::Value, Stop> {
        stopped(visitor.visit_newtype_struct(self.enter()?))
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
        stopped(visitor.visit_map(Entry::new(field, rest)))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        // validator has indices for the entries of a map. They are no keys.
        let [Part::Name(key), rest @ ..] = self.path else { return Err(Stop) };
        stopped(visitor.visit_map(Entry::new(key, rest)))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        let [Part::Index(_), rest @ ..] = self.path else { return Err(Stop) };
        stopped(visitor.visit_seq(Item { path: rest, left: Left::Value }))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple
        tuple_struct enum identifier ignored_any
    }
}

/// What is left of a map or of a list. After its only value comes an error, so that the type does not call its defaults.
#[derive(Clone, Copy)]
enum Left {
    Value,
    Error,
    Nothing,
}

impl Left {
    /// Whether there is the value.
    fn next(&mut self) -> Result<bool, Stop> {
        match replace(self, Self::Nothing) {
            Self::Value => {
                *self = Self::Error;
                Ok(true)
            }
            Self::Error => Err(Stop),
            Self::Nothing => Ok(false),
        }
    }
}

/// A map with one entry, of which the value follows the rest of the path.
struct Entry<'k, 'a> {
    key: &'k str,
    value: &'a mut [Part],
    left: Left,
}

impl<'k, 'a> Entry<'k, 'a> {
    fn new(key: &'k str, value: &'a mut [Part]) -> Self {
        Self { key, value, left: Left::Value }
    }
}

impl<'de> MapAccess<'de> for Entry<'_, '_> {
    type Error = Stop;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Stop> {
        let key: StrDeserializer<'_, Stop> = self.key.into_deserializer();
        self.left.next()?.then(|| seed.deserialize(key)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        seed.deserialize(Follow::new(self.value))
    }
}

/// A list with one item, which follows the rest of the path.
struct Item<'a> {
    path: &'a mut [Part],
    left: Left,
}

impl<'de> SeqAccess<'de> for Item<'_> {
    type Error = Stop;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Stop> {
        self.left.next()?.then(|| seed.deserialize(Follow::new(self.path))).transpose()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet, HashMap};

    use serde::{Deserialize, Serialize};

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

    #[derive(Deserialize)]
    struct Map(#[expect(dead_code, reason = "only its type is read")] BTreeMap<String, Text>);

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
            ("email", "email"),
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
        // The key of a client is not the name of a field, although garde has an index before it.
        assert_eq!(read::<Map>("0/theText/the_text"), "0/theText/the_text");
        assert_eq!(read::<Vec<Map>>("0/0/the_text/the_text"), "0/0/the_text/the_text");
    }

    #[test]
    fn a_field_does_not_get_the_name_of_another() {
        let read = |fields, name| read_name(fields, name);
        assert_eq!(read(&["q-1-1", "q-11"], "q_11"), Some("q-11"));
        assert_eq!(read(&["V_1_0", "V_10"], "v_10"), Some("V_10"));
        assert_eq!(read(&["username", "userName"], "user_name"), Some("userName"));
        assert_eq!(read(&["username", "userName"], "username"), Some("username"));
        assert_eq!(read(&["_type", "type"], "r#type"), Some("type"));
        assert_eq!(read(&["login", "username"], "user_name"), None);
        assert_eq!(read(&["X", "x"], "x"), Some("x"));
        assert_eq!(read(&["_id", "id"], "_id"), Some("_id"));
        assert_eq!(read(&["line1", "line_1"], "line_1"), Some("line_1"));
        assert_eq!(read(&["type", "type_"], "type_"), Some("type_"));
    }

    #[test]
    fn the_names_are_those_of_the_rules_of_serde() {
        macro_rules! by_serde {
            ($($rule:literal)*) => { [$({
                #[derive(Serialize)]
                #[serde(rename_all = $rule)]
                struct Fields {
                    two_words: (),
                    größe_2_x: (),
                    _a_b_: (),
                }
                let fields = Fields { two_words: (), größe_2_x: (), _a_b_: () };
                let json = serde_json::to_value(fields).expect("it serializes");
                json.as_object().expect("a struct").keys().cloned().collect::<BTreeSet<_>>()
            }),*] };
        }
        let by_serde = by_serde!(
            "camelCase" "PascalCase" "kebab-case" "SCREAMING_SNAKE_CASE" "SCREAMING-KEBAB-CASE"
        );
        let names = ["two_words", "größe_2_x", "_a_b_"].map(renamed);
        for (rule, expected) in by_serde.into_iter().enumerate() {
            assert_eq!(
                names.each_ref().map(|names| names[rule].clone()).into_iter().collect::<BTreeSet<_>>(),
                expected
            );
        }
    }

    #[test]
    fn no_code_of_the_type_gets_values_that_no_client_has_sent() {
        #[expect(clippy::unnecessary_wraps, reason = "serde calls it so")]
        fn lenient<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
            Ok(u32::deserialize(deserializer).unwrap_or_default())
        }

        #[derive(Deserialize, Default)]
        #[serde(rename_all = "camelCase", default = "fail")]
        struct Raw {
            #[serde(deserialize_with = "lenient")]
            page_size: u32,
        }

        fn fail() -> Raw {
            panic!("the default of what is missing")
        }

        #[derive(Deserialize)]
        #[serde(from = "Raw")]
        struct Page;

        impl From<Raw> for Page {
            fn from(raw: Raw) -> Self {
                panic!("a page of {}", raw.page_size)
            }
        }

        #[derive(Deserialize)]
        struct Number(#[serde(deserialize_with = "lenient")] u32);

        #[derive(Deserialize)]
        #[serde(from = "Number")]
        struct Limit;

        impl From<Number> for Limit {
            fn from(number: Number) -> Self {
                panic!("a limit of {}", number.0)
            }
        }

        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[expect(dead_code, reason = "only the names of the fields are read")]
        struct Limits {
            the_limit: Option<Limit>,
        }

        assert_eq!(read::<Page>("page_size"), "pageSize");
        assert_eq!(read::<Vec<Page>>("0/page_size"), "0/pageSize");
        assert_eq!(read::<Limits>("the_limit/0"), "theLimit/0");
    }
}
