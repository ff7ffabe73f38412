//! One row of a catalog, as it is at run time.

use core::time::Duration;

use crate::Level;
use crate::params::Params;

/// One row of the catalog: everything that is known about a code.
///
/// ```
/// fn document(entry: &errcat::Entry) -> String {
///     format!("{} ({}): {}", entry.code(), entry.status(), entry.description())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    code: &'static str,
    variant: &'static str,
    description: &'static str,
    help: Option<&'static str>,
    docs_url: Option<&'static str>,
    message: Option<&'static str>,
    since: Option<&'static str>,
    deprecated: Option<&'static str>,
    params: Option<&'static Params>,
    /// Seconds; none where 0.
    retry_after: u32,
    status: u16,
    retryable: bool,
    level: Level,
}

impl Entry {
    /// A row as the macro writes it.
    #[doc(hidden)]
    pub const fn new(
        code: &'static str,
        variant: &'static str,
        status: u16,
        description: &'static str,
    ) -> Self {
        Self {
            code,
            variant,
            description,
            help: None,
            docs_url: None,
            message: None,
            since: None,
            deprecated: None,
            params: None,
            retry_after: 0,
            status,
            retryable: false,
            level: Level::of_status(status),
        }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_help(self, help: &'static str) -> Self {
        Self { help: Some(help), ..self }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_docs_url(self, docs_url: &'static str) -> Self {
        Self { docs_url: Some(docs_url), ..self }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_retry_after(self, seconds: u32) -> Self {
        Self { retry_after: seconds, ..self }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn retryable(self) -> Self {
        Self { retryable: true, ..self }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_message(self, message: &'static str) -> Self {
        Self { message: Some(message), ..self }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_since(self, since: &'static str) -> Self {
        Self { since: Some(since), ..self }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_deprecated(self, note: &'static str) -> Self {
        Self { deprecated: Some(note), ..self }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_level(self, level: Level) -> Self {
        Self { level, ..self }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_params(self, params: &'static Params) -> Self {
        Self { params: Some(params), ..self }
    }

    pub(crate) const fn params(&self) -> Option<&'static Params> {
        self.params
    }

    /// The code as text: what goes on the wire, an integer in its decimal digits.
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// The name of the enum's variant, without `r#`.
    pub const fn variant(&self) -> &'static str {
        self.variant
    }

    /// The HTTP status, 400 to 599.
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The text that documents the code: the row's own, or its status's reason phrase.
    pub const fn description(&self) -> &'static str {
        self.description
    }

    /// The text for one occurrence, where it differs from the description and has no parameters.
    pub const fn message(&self) -> Option<&'static str> {
        self.message
    }

    /// What to do about it, for the people who read the documentation.
    pub const fn help(&self) -> Option<&'static str> {
        self.help
    }

    /// Where to read on.
    pub const fn docs_url(&self) -> Option<&'static str> {
        self.docs_url
    }

    /// The version of the API in which the code came, as the catalog writes it.
    pub const fn since(&self) -> Option<&'static str> {
        self.since
    }

    /// Why the code is to be used no more and what replaces it, empty where nobody says; `None` where it is in use.
    pub const fn deprecated(&self) -> Option<&'static str> {
        self.deprecated
    }

    /// How an occurrence is logged.
    pub const fn level(&self) -> Level {
        self.level
    }

    /// How long a client waits before it tries again, in whole seconds.
    pub const fn retry_after(&self) -> Option<Duration> {
        match self.retry_after {
            0 => None,
            seconds => Some(Duration::from_secs(seconds as u64)),
        }
    }

    /// Whether the same request may succeed later.
    pub const fn is_retryable(&self) -> bool {
        self.retryable
    }
}
