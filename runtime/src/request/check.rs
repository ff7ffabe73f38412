//! Checks of what a request holds, by the crates `garde` and `validator`. All mistakes that a check finds become one
//! failure.

#[cfg(feature = "garde")]
pub mod garde;
#[cfg(feature = "validator")]
pub mod validator;

use std::fmt::Write;

use super::mistake;
use crate::{Code, Failure, FieldError, HttpKind};

/// The most field errors of a failure. A client decides how many items a list has, and each item can be wrong.
const MOST_FIELDS: usize = 100;

/// The text of a failure names further mistakes up to this length, in bytes.
const LONGEST_TEXT: usize = 400;

/// The mistakes that a check has found.
#[derive(Default)]
struct Mistakes {
    fields: Vec<FieldError>,
    count: usize,
}

impl Mistakes {
    /// Adds a mistake. The field error is only made for the first [`MOST_FIELDS`].
    fn add(&mut self, field: impl FnOnce() -> FieldError) {
        self.count += 1;
        if self.fields.len() < MOST_FIELDS {
            self.fields.push(field());
        }
    }

    fn into_failure<C: Code>(self) -> Failure<C> {
        let kind = HttpKind::InvalidData;
        if self.count == 0 {
            return kind.into();
        }
        mistake::described(kind, self.text()).with_fields(self.fields)
    }

    /// The first mistakes, for clients that get no field errors: `age: is too low; name: is empty; and 3 more`.
    fn text(&self) -> String {
        let mut text = String::new();
        let mut left = self.count;
        for field in &self.fields {
            let mistake = named(field);
            if !text.is_empty() {
                if text.len() + mistake.len() > LONGEST_TEXT {
                    break;
                }
                text.push_str("; ");
            }
            text.push_str(&mistake);
            left -= 1;
        }
        if left > 0 {
            let _ = write!(text, "; and {left} more");
        }
        text
    }
}

fn named(field: &FieldError) -> String {
    match (field.path(), field.description()) {
        ("", description) => description.to_owned(),
        (path, description) => format!("{path}: {description}"),
    }
}
