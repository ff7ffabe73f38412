//! The place of a mistake in a request, as a field error.

use core::error::Error;
use core::fmt::Display;
use std::fmt::Write;

use serde_path_to_error::{Path, Segment};

use super::wording::{bounded, client_text};
use crate::FieldError;

/// The field error of a mistake that serde found. `None` if the mistake is about the whole body or query.
pub(super) fn field<E: Error>(error: &serde_path_to_error::Error<E>) -> Option<FieldError> {
    let mut place = Place::of(error.path())?;
    let text = without_position(error.inner().to_string());
    // serde reports both at the object.
    let name = text.strip_prefix("missing field `").or_else(|| text.strip_prefix("duplicate field `"));
    if let Some(name) = name.and_then(|rest| rest.split('`').next()) {
        place.push_name(name);
    }
    (!place.path.is_empty()).then(|| place.field(&client_text(&text)))
}

/// The place of a mistake: a path and its JSON Pointer.
#[derive(Clone, Default)]
pub(super) struct Place {
    path: String,
    pointer: String,
}

impl Place {
    /// `None` if the text ends or breaks before the place has a name.
    fn of(path: &Path) -> Option<Self> {
        let mut place = Self::default();
        for segment in path {
            match segment {
                Segment::Seq { index } => place.push_index(index),
                Segment::Map { key } => place.push_name(key),
                Segment::Enum { variant } => place.push_name(variant),
                Segment::Unknown => return None,
            }
        }
        Some(place)
    }

    /// Adds the index of an array.
    pub(super) fn push_index(&mut self, index: impl Display) {
        // Writing into a string cannot fail.
        let _ = write!(self.path, "[{index}]");
        let _ = write!(self.pointer, "/{index}");
    }

    /// Adds the name of a field.
    pub(super) fn push_name(&mut self, name: &str) {
        if !self.path.is_empty() {
            self.path.push('.');
        }
        self.path.push_str(name);
        self.pointer.push('/');
        self.pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
    }

    /// The field error with this text. Path and text get a bounded length, because both may be a client's.
    pub(super) fn field(&self, text: &str) -> FieldError {
        let field = FieldError::new(bounded(self.path.clone()), bounded(text.to_owned()));
        if field.pointer() == self.pointer {
            field
        } else {
            field.with_pointer(bounded(self.pointer.clone()))
        }
    }
}

/// The text without the line and the column, which a field error does not need.
fn without_position(text: String) -> String {
    let Some((before, position)) = text.rsplit_once(" at line ") else { return text };
    let is_position = position.split(" column ").all(|number| number.parse::<usize>().is_ok());
    if is_position { before.to_owned() } else { text }
}

/// The field error of a part that has a name.
pub(crate) fn named(name: &str, error: &dyn Display) -> FieldError {
    FieldError::new(client_text(&name), client_text(error))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read by serde")]
    struct Order {
        items: Vec<Item>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read by serde")]
    struct Item {
        #[serde(rename = "a.b/c")]
        name: String,
    }

    fn place(body: &str) -> Option<(String, String, String)> {
        let mut reader = serde_json::Deserializer::from_str(body);
        let error = serde_path_to_error::deserialize::<_, Order>(&mut reader).expect_err(body);
        let field = field(&error)?;
        Some((field.path().to_owned(), field.pointer().into_owned(), field.description().to_owned()))
    }

    #[test]
    fn a_mistake_has_the_place_of_its_field() {
        for (body, path, pointer, text) in [
            (r#"{"items":5}"#, "items", "/items", "invalid type: integer `5`, expected a sequence"),
            ("{}", "items", "/items", "missing field `items`"),
            (r#"{"items":[{}]}"#, "items[0].a.b/c", "/items/0/a.b~1c", "missing field `a.b/c`"),
            (
                r#"{"items":[{"a.b/c":"x"},{"a.b/c":null}]}"#,
                "items[1].a.b/c",
                "/items/1/a.b~1c",
                "invalid type: null, expected a string",
            ),
            (r#"{"other":5}"#, "other", "/other", "unknown field `other`, expected `items`"),
            (r#"{"items":[],"items":[]}"#, "items", "/items", "duplicate field `items`"),
            (
                r#"{"items":[{"a.b/c":"","a.b/c":""}]}"#,
                "items[0].a.b/c",
                "/items/0/a.b~1c",
                "duplicate field `a.b/c`",
            ),
        ] {
            assert_eq!(place(body), Some((path.to_owned(), pointer.to_owned(), text.to_owned())), "{body}");
        }
        for body in ["5", "{", r#"{"items":[{"#] {
            assert_eq!(place(body), None, "{body}: the body breaks off, or all of it is wrong");
        }
    }

    #[test]
    fn a_long_name_is_cut() {
        let body = format!("{{{:?}:5}}", "x".repeat(100_000));
        let (path, pointer, text) = place(&body).expect("an unknown field");
        assert!(path.len() < 500 && pointer.len() < 500 && text.len() < 500);
    }
}
