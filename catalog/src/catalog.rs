//! What has been checked: nothing here can be missing or wrong. Only `check` builds it.

use errcat_core::{HttpKey, Level};

use crate::diagnostic::Diagnostics;
use crate::params::{Param, Piece};
use crate::source::{Sources, Span};

/// A catalog that keeps every rule.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// Its name.
    pub name: Option<String>,
    /// The rows, in file order: those of an include come before those of the file that includes it.
    pub rows: Vec<Row>,
    /// How the envelope looks.
    pub envelope: Envelope,
    /// The variants that a framework's own failures become.
    pub http: Vec<(&'static HttpKey, String)>,
    /// Whether codes are JSON numbers on the wire.
    pub integer_codes: bool,
    /// Whether every row has its variant here; only what is salvaged from a wrong catalog may miss some.
    pub is_complete: bool,
    /// What is not wrong, but likely not meant; never what the catalog allows.
    pub warnings: Diagnostics,
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
    /// The text for one occurrence, where it is not the description.
    pub message: Option<Vec<Piece>>,
    /// The parameters of the message.
    pub params: Vec<Param>,
    /// The Rust name, without `r#`.
    pub variant: String,
    /// Seconds after which a client may try again.
    pub retry_after: Option<u32>,
    /// Whether the same request may succeed later.
    pub retryable: bool,
    /// What to do about it.
    pub help: Option<String>,
    /// Where to read on: an http(s) URL.
    pub docs_url: Option<String>,
    /// The version in which the code came.
    pub since: Option<String>,
    /// That the code is to be used no more.
    pub deprecated: Option<Deprecated>,
    /// How an occurrence is logged.
    pub level: Level,
    /// Former names, which still decode.
    pub aliases: Vec<String>,
    /// Where the code stands.
    pub span: Span,
}

/// That a code is to be used no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deprecated {
    /// The version from which on.
    pub since: Option<String>,
    /// Why, and what to do.
    pub note: Option<String>,
    /// The variant that replaces it.
    pub replacement: Option<String>,
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
    /// The member with the number of an incident, if failures of the server have one.
    pub incident: Option<String>,
    /// Whether the text of an occurrence is sent where the server is to blame.
    pub expose_server_errors: bool,
    /// Whether clients that prefer a problem document get one.
    pub problem_json: bool,
}

impl Envelope {
    /// The names of the members.
    pub fn members(&self) -> impl Iterator<Item = &str> {
        let left_out = [&self.result, &self.server_time, &self.incident];
        let always = [self.code.as_str(), self.description.as_str()];
        left_out.into_iter().filter_map(Option::as_deref).chain(always)
    }
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
            incident: None,
            expose_server_errors: false,
            problem_json: false,
        }
    }
}

pub use crate::raw::Tag;
