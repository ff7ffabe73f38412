//! The data of a catalog's rows: their texts, and the optional fields of the rows that have any.

use super::body::Scalar;
use super::params::RowParams;

/// The texts of all rows of a catalog.
///
/// All rows share two strings. A string is one token for the compiler and one symbol for the linker, and the rows
/// contain no pointers. This takes half the space of one string for each text. The codes have a string of their own,
/// because a lookup reads only codes: this halves the time to find one of 12,388 codes.
#[derive(Debug)]
pub struct Table {
    pub(crate) codes: &'static str,
    /// The variant and the description of each row.
    pub(crate) texts: &'static str,
    /// The keys of `data`.
    pub(crate) data: &'static [&'static str],
    /// The optional fields of the rows that have any. Rows with the same fields share an entry.
    pub(crate) more: &'static [More],
}

impl Table {
    /// For the generated code.
    pub const fn new(
        codes: &'static str,
        texts: &'static str,
        data: &'static [&'static str],
        more: &'static [More],
    ) -> Self {
        Self { codes, texts, data, more }
    }
}

/// The optional fields of a row. Few rows have any.
#[derive(Debug)]
pub struct More {
    pub(crate) help: Option<&'static str>,
    pub(crate) docs_url: Option<&'static str>,
    pub(crate) message: Option<&'static str>,
    pub(crate) since: Option<&'static str>,
    pub(crate) deprecated: Option<&'static Deprecated>,
    pub(crate) params: Option<&'static RowParams>,
    /// In seconds. 0 means that the row has no time.
    pub(crate) retry_after: u32,
    pub(crate) headers: &'static [(&'static str, &'static str)],
    /// The values of `data`, in the order of the keys. A key that the row does not have is null.
    pub(crate) data: &'static [Scalar],
    /// The length in bytes of a description that is too long for the bits of the row.
    pub(crate) description_len: u16,
}

/// The deprecation of a row.
#[derive(Debug)]
pub struct Deprecated {
    /// What the compiler says: the note, and the variant that replaces the row.
    pub text: &'static str,
    /// The version since which the code is deprecated.
    pub since: Option<&'static str>,
    /// The reason.
    pub note: Option<&'static str>,
    /// The code that replaces it. For an integer, its decimal digits.
    pub replacement: Option<&'static str>,
}

impl More {
    /// Returned for rows without optional fields.
    pub(crate) const NONE: &'static Self = &Self::new();

    /// A row without optional fields yet.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "the generated code needs a constant")]
    pub const fn new() -> Self {
        Self {
            help: None,
            docs_url: None,
            message: None,
            since: None,
            deprecated: None,
            params: None,
            retry_after: 0,
            headers: &[],
            data: &[],
            description_len: 0,
        }
    }

    /// Sets `help`.
    #[must_use]
    pub const fn help(self, help: &'static str) -> Self {
        Self { help: Some(help), ..self }
    }

    /// Sets `docs_url`.
    #[must_use]
    pub const fn docs_url(self, docs_url: &'static str) -> Self {
        Self { docs_url: Some(docs_url), ..self }
    }

    /// Sets `message`.
    #[must_use]
    pub const fn message(self, message: &'static str) -> Self {
        Self { message: Some(message), ..self }
    }

    /// Sets `since`.
    #[must_use]
    pub const fn since(self, since: &'static str) -> Self {
        Self { since: Some(since), ..self }
    }

    /// Sets `deprecated`.
    #[must_use]
    pub const fn deprecated(self, deprecated: &'static Deprecated) -> Self {
        Self { deprecated: Some(deprecated), ..self }
    }

    /// Sets `params`.
    #[must_use]
    pub const fn params(self, params: &'static RowParams) -> Self {
        Self { params: Some(params), ..self }
    }

    /// Sets `headers`.
    #[must_use]
    pub const fn headers(self, headers: &'static [(&'static str, &'static str)]) -> Self {
        Self { headers, ..self }
    }

    /// Sets `data`.
    #[must_use]
    pub const fn data(self, data: &'static [Scalar]) -> Self {
        Self { data, ..self }
    }

    /// Sets the length of a long description.
    #[must_use]
    pub const fn description_len(self, description_len: u16) -> Self {
        Self { description_len, ..self }
    }

    /// Sets `retry_after`, in seconds.
    #[must_use]
    pub const fn retry_after(self, seconds: u32) -> Self {
        Self { retry_after: seconds, ..self }
    }
}
