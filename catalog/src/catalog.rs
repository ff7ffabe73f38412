//! The checked catalog, in which nothing can be missing or wrong. Only `check` builds it.

use errcat_core::{HttpKey, Level};

use crate::body::{Constant, Envelope};
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
    /// The version of the contract.
    pub version: Option<String>,
    /// The text with which each code begins.
    pub prefix: Option<String>,
    /// The least and the greatest code.
    pub range: Option<(i64, i64)>,
    /// The codes that no row may have.
    pub reserved: Vec<Reserved>,
    /// The `data` of `[defaults]` of the main file.
    pub default_data: Vec<(String, Constant)>,
    /// The bodies of the replies.
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
    /// What the files contain, with the place of each value.
    #[cfg(feature = "contract")]
    pub(crate) raw: crate::raw::Catalog,
}

impl Catalog {
    /// Returns the row that replaces a deprecated one, if its deprecation names one.
    pub fn replacement(&self, row: &Row) -> Option<&Row> {
        let variant = row.deprecated.as_ref()?.replacement.as_ref()?;
        self.rows.iter().find(|row| row.variant == *variant)
    }

    /// Returns whether the catalog allows what a rule of `cargo errcat check` reports.
    #[cfg(feature = "contract")]
    pub(crate) fn allows(&self, rule: crate::CheckRule) -> bool {
        let allow = self.raw.settings.iter().flat_map(|settings| &settings.allow);
        rule.grade() == crate::Grade::Warning && allow.into_iter().any(|name| name.value == rule.id())
    }
}

/// A row: one error code.
#[derive(Clone, Debug, PartialEq)]
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
    /// The headers of each reply, with their names as the file writes them. Each name is there once, whatever its case.
    pub headers: Vec<(String, String)>,
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
    /// Constants for clients: those of the row, and then those of `[defaults]` that the row does not have.
    pub data: Vec<(String, Constant)>,
    /// Whether the code is left out of what is generated for others.
    pub internal: bool,
    /// The place of the code.
    pub span: Span,
}

/// A code that no row may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reserved {
    /// The code. For an integer, its decimal digits.
    pub code: String,
    /// Why the code is reserved.
    pub reason: Option<String>,
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
