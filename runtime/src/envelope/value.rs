//! The value of a slot.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Number, Value as Json};

use super::digits::integer;
use super::field_error::FieldError;
use super::params::Values;
use super::written::Written;
use crate::contract::{Body, Scalar};

/// The text of a time in a body: `2017-10-09T08:48:34Z`.
pub(super) type Stamp = [u8; 20];

/// The value of a slot.
pub enum Value<'a> {
    /// An integer.
    Number(i64),
    /// An integer that is not negative.
    Natural(u64),
    /// A number with a fraction.
    Float(f64),
    /// A string.
    Text(Cow<'a, str>),
    /// A time (RFC 3339).
    Stamp(Stamp),
    /// A constant of the catalog, or a boolean.
    Constant(Scalar),
    /// What a peer sent.
    Json(&'a Json),
    /// An object with the params. Each of them is a string, if the second value is `true`.
    Params(&'a Values, bool),
    /// An array with the field errors, each written as the body says.
    Fields(&'static Body, &'a [FieldError]),
    /// An object with the texts of the field errors, in an array for each path.
    FieldsByPath(&'a [FieldError]),
}

macro_rules! from {
    ($($ty:ty => $variant:ident($value:ident) $expression:expr;)*) => { $(
        impl<'a> From<&'a $ty> for Value<'a> {
            fn from($value: &'a $ty) -> Self {
                Self::$variant($expression)
            }
        }
    )* };
}
from! {
    String => Text(text) text.into();
    bool => Constant(boolean) Scalar::Boolean(*boolean);
    u32 => Natural(number) u64::from(*number);
    u64 => Natural(number) *number;
    i32 => Number(number) i64::from(*number);
    i64 => Number(number) *number;
    f64 => Float(number) *number;
}

impl<'a> Value<'a> {
    /// The value as text. `None` for null, and for the values of the slots that are objects or arrays.
    pub(crate) fn text(self) -> Option<String> {
        match self {
            Self::Constant(Scalar::Null)
            | Self::Json(Json::Null)
            | Self::Params(..)
            | Self::Fields(..)
            | Self::FieldsByPath(_) => None,
            Self::Number(number) => Some(number.to_string()),
            Self::Natural(number) => Some(number.to_string()),
            // JSON writes 0 as `0.0`, and has no infinite numbers.
            Self::Float(number) if number.is_finite() => Some(Json::from(number).to_string()),
            Self::Float(number) => Some(number.to_string()),
            Self::Text(text) => Some(text.into_owned()),
            Self::Stamp(stamp) => Some(stamp_text(&stamp).to_owned()),
            Self::Constant(scalar) => Some(scalar.text().to_owned()),
            Self::Json(Json::String(text)) => Some(text.clone()),
            Self::Json(Json::Number(number)) => {
                Some(whole(number).map_or_else(|| number.to_string(), |whole| whole.to_string()))
            }
            Self::Json(value) => Some(value.to_string()),
        }
    }

    /// The names of the members, if the value is an object with params or paths.
    pub(super) fn names(self) -> Vec<&'a str> {
        match self {
            Self::Params(params, _) => params.iter().map(|(name, _)| name).collect(),
            Self::FieldsByPath(fields) => fields.iter().map(FieldError::path).collect(),
            _ => Vec::new(),
        }
    }

    /// Writes the members of an object.
    pub(super) fn flat<M: SerializeMap>(
        &self,
        map: &mut M,
        is_taken: &dyn Fn(&str) -> bool,
    ) -> Result<(), M::Error> {
        match self {
            Self::Params(params, is_text) => {
                for (name, value) in params.iter().filter(|(name, _)| !is_taken(name)) {
                    match value {
                        value if *is_text => map.serialize_entry(name, &value.text())?,
                        value => map.serialize_entry(name, &value)?,
                    }
                }
            }
            Self::FieldsByPath(fields) => {
                for (path, texts) in by_path(fields).iter().filter(|(path, _)| !is_taken(path)) {
                    map.serialize_entry(path, texts)?;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// The integer that a peer has written as `64.0`. In a text, it could not be read as an integer.
fn whole(number: &Number) -> Option<i64> {
    if number.is_f64() { integer(number.as_f64()?) } else { None }
}

/// The texts of field errors by path, in the order of the paths' first places.
fn by_path(fields: &[FieldError]) -> Vec<(&str, Vec<&str>)> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut places = HashMap::new();
    for field in fields {
        let place = *places.entry(field.path()).or_insert_with(|| {
            groups.push((field.path(), Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(field.description());
    }
    groups
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Natural(number) => serializer.serialize_u64(*number),
            Self::Float(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Stamp(stamp) => serializer.serialize_str(stamp_text(stamp)),
            Self::Constant(scalar) => scalar.serialize(serializer),
            Self::Json(value) => value.serialize(serializer),
            Self::Fields(template, fields) => {
                let items = fields.iter().map(|field| Written::new(&template.root, field));
                serializer.collect_seq(items)
            }
            Self::Params(..) | Self::FieldsByPath(_) => {
                let mut map = serializer.serialize_map(None)?;
                self.flat(&mut map, &|_| false)?;
                map.end()
            }
        }
    }
}

fn stamp_text(stamp: &Stamp) -> &str {
    str::from_utf8(stamp).unwrap_or_default()
}
