//! What has been checked: nothing here can be missing or wrong. Only `check` builds it.

use crate::source::{Sources, Span};

/// A catalog that keeps every rule.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// The rows, in file order: those of an include come before those of the file that includes it.
    pub rows: Vec<Row>,
    /// How the envelope looks.
    pub envelope: Envelope,
    /// Whether codes are JSON numbers on the wire.
    pub integer_codes: bool,
    /// Whether every row has its variant here; only what is salvaged from a wrong catalog may miss some.
    pub is_complete: bool,
    /// The files it came from.
    pub sources: Sources,
}

/// One error code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The code on the wire; an integer's decimal digits.
    pub code: String,
    /// The HTTP status, 400 to 599.
    pub status: u16,
    /// The text that documents the code: the row's own, or the status's reason phrase.
    pub description: String,
    /// The Rust name, without `r#`.
    pub variant: String,
    /// Seconds after which a client may try again.
    pub retry_after: Option<u32>,
    /// Whether the same request may succeed later.
    pub retryable: bool,
    /// What to do about it.
    pub help: Option<String>,
    /// Where to read on.
    pub docs_url: Option<String>,
    /// Where the code stands.
    pub span: Span,
}

/// The names and values that the envelope is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The member that tells a success from a failure, unless left out.
    pub result: Option<String>,
    /// Its value in a success.
    pub success: Tag,
    /// Its value in a failure.
    pub error: Tag,
    /// The member with the server's time, unless left out.
    pub server_time: Option<String>,
    /// The member with the code.
    pub code: String,
    /// The member with the text.
    pub description: String,
}

impl Default for Envelope {
    /// The specification's envelope.
    fn default() -> Self {
        Self {
            result: Some("result".to_owned()),
            success: Tag::Text("success".to_owned()),
            error: Tag::Text("error".to_owned()),
            server_time: Some("server_time".to_owned()),
            code: "errorCode".to_owned(),
            description: "desp".to_owned(),
        }
    }
}

pub use crate::raw::Tag;
