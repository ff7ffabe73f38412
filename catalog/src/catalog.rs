//! The checked catalog, in which nothing can be missing or wrong. Only `check` builds it.

use errcat_core::{HttpKey, Level};

use crate::diagnostic::Diagnostics;
use crate::params::{Param, Piece};
use crate::source::{Sources, Span};

/// A catalog that follows every rule.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// The name of the catalog.
    pub name: Option<String>,
    /// The rows, in file order. The rows of an included file come before the rows of the file that includes it.
    pub rows: Vec<Row>,
    /// The names and values of the envelope's members.
    pub envelope: Envelope,
    /// The keys of `[http]`, each with the variant of its code.
    pub http: Vec<(&'static HttpKey, String)>,
    /// Whether codes are sent as JSON numbers.
    pub integer_codes: bool,
    /// Whether every row of the files has its variant here. It can only be `false` in [`Rejected::salvage`].
    ///
    /// [`Rejected::salvage`]: crate::Rejected::salvage
    pub is_complete: bool,
    /// The warnings, without those that the catalog allows.
    pub warnings: Diagnostics,
    /// The files of the catalog.
    pub sources: Sources,
}

/// A row: one error code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The code that is sent. For an integer, its decimal digits.
    pub code: String,
    /// The HTTP status, 400 to 599.
    pub status: u16,
    /// The text that documents the code: the `description` of the row, or the reason phrase of the status.
    pub description: String,
    /// The text for one occurrence, if the row has a `message`.
    pub message: Option<Vec<Piece>>,
    /// The params of the message.
    pub params: Vec<Param>,
    /// The name of the variant, without `r#`.
    pub variant: String,
    /// The number of seconds that a client waits before it tries again.
    pub retry_after: Option<u32>,
    /// Whether the same request can succeed later.
    pub retryable: bool,
    /// What to do about the failure.
    pub help: Option<String>,
    /// The page that documents the code: an http(s) URL.
    pub docs_url: Option<String>,
    /// The version of the API in which the code appeared.
    pub since: Option<String>,
    /// Set if the code is deprecated.
    pub deprecated: Option<Deprecated>,
    /// The level at which a failure is logged.
    pub level: Level,
    /// Former names of the code, which are accepted in a reply that is read, and never sent.
    pub aliases: Vec<String>,
    /// The place of the code.
    pub span: Span,
}

/// The deprecation of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deprecated {
    /// The version since which the code is deprecated.
    pub since: Option<String>,
    /// The reason, and what to do instead.
    pub note: Option<String>,
    /// The variant that replaces the deprecated one.
    pub replacement: Option<String>,
}

/// The names and values of the envelope's members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The name of the member that says whether the reply is a success or a failure. `None` if it is left out.
    pub result: Option<String>,
    /// The value of `result` in a success.
    pub success: Tag,
    /// The value of `result` in a failure.
    pub error: Tag,
    /// The name of the member with the server's time. `None` if it is left out.
    pub server_time: Option<String>,
    /// The name of the member with the code.
    pub code: String,
    /// The name of the member with the text.
    pub description: String,
    /// The name of the member with the number of an incident, if failures with a status of 500 or more have one.
    pub incident: Option<String>,
    /// Whether a failure with a status of 500 or more is sent with the text of the occurrence, not of the row.
    pub expose_server_errors: bool,
    /// Whether a client that prefers a problem document gets one.
    pub problem_json: bool,
}

impl Envelope {
    /// Returns the names of the members.
    pub fn members(&self) -> impl Iterator<Item = &str> {
        let optional = [&self.result, &self.server_time, &self.incident];
        let required = [self.code.as_str(), self.description.as_str()];
        optional.into_iter().filter_map(Option::as_deref).chain(required)
    }
}

impl Default for Envelope {
    /// Returns the default envelope, which a catalog without the table `[envelope]` has.
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
