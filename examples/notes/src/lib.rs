//! What the service for notes and its clients agree on: the codes, the shape of the bodies, and the payloads.

mod client;

use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

pub use crate::client::{Client, Error};

/// The codes of the service. The catalog also describes its bodies.
#[errcat::catalog("error_codes.toml")]
pub enum ErrorCode {}

/// A note that the service keeps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// The number of the note. The first note is 1.
    pub id: u64,
    /// What was written.
    #[serde(flatten)]
    pub content: NewNote,
}

/// A note that the service does not have yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
pub struct NewNote {
    /// What was written: at most 100 characters.
    #[validate(length(min = 1, message = "is empty"))]
    pub text: String,
    /// The color of the paper, such as `#ffcc00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "is_color"))]
    pub color: Option<String>,
    /// What is to be done, step by step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub steps: Vec<Step>,
    /// Who is reminded of the note.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub reminder: Option<Reminder>,
}

/// One step of a note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
pub struct Step {
    /// What is to be done.
    #[validate(length(min = 1, message = "is empty"))]
    pub text: String,
}

/// Who is reminded of a note, every day at this hour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
pub struct Reminder {
    /// An email address.
    #[validate(email)]
    pub email: String,
    /// The hour of the day, 0 to 23.
    #[validate(range(max = 23, message = "is not an hour from 0 to 23"))]
    pub hour: u8,
}

impl NewNote {
    /// A note with a text and nothing else.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

fn is_color(color: &str) -> Result<(), ValidationError> {
    let digits = color.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(());
    }
    Err(ValidationError::new("color").with_message("is not a color such as #ffcc00".into()))
}
