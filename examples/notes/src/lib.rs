//! What the service for notes and its clients agree on: the codes, the shape of the bodies, and the payloads.

mod client;

use serde::{Deserialize, Serialize};

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
    pub text: String,
}

/// A note that the service does not have yet.
#[derive(Debug, Serialize, Deserialize)]
pub struct NewNote {
    /// What was written: at most 100 characters.
    pub text: String,
}
