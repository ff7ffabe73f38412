//! What the rows of a catalog are made of: one text with all of theirs, and what few of them have.

use super::params::Params;

/// A catalog's texts, once for all rows.
///
/// One string is one token for the compiler, one symbol for the linker and no pointer for each row: next to a string for
/// each text it takes half the room. The codes are by themselves, since lookups read no more: among 12,388 of them one is
/// found in half the time.
#[derive(Debug)]
pub struct Table {
    pub(crate) codes: &'static str,
    /// Of each row the variant and the description.
    pub(crate) texts: &'static str,
    /// In the order of the rows.
    more: &'static [More],
}

impl Table {
    /// A table as the macro writes it.
    pub const fn new(codes: &'static str, texts: &'static str, more: &'static [More]) -> Self {
        Self { codes, texts, more }
    }

    /// What a row has that has more than others.
    pub(crate) const fn more(&self, row: u32) -> &'static More {
        let (mut from, mut to) = (0, self.more.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            if (self.more[middle].row as u32) < row {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        &self.more[from]
    }
}

/// What few rows have.
#[derive(Debug)]
pub struct More {
    row: u16,
    pub(crate) help: Option<&'static str>,
    pub(crate) docs_url: Option<&'static str>,
    pub(crate) message: Option<&'static str>,
    pub(crate) since: Option<&'static str>,
    pub(crate) deprecated: Option<&'static str>,
    pub(crate) params: Option<&'static Params>,
    /// Seconds; none where 0.
    pub(crate) retry_after: u32,
    /// The bytes of a description that is too long for the row's own bits.
    pub(crate) description_len: u16,
}

impl More {
    /// What the row has that has none of these.
    pub(crate) const NONE: &'static Self = &Self::of(0);

    /// More of the row of this number.
    pub const fn of(row: u16) -> Self {
        Self {
            row,
            help: None,
            docs_url: None,
            message: None,
            since: None,
            deprecated: None,
            params: None,
            retry_after: 0,
            description_len: 0,
        }
    }

    /// The same with a help.
    #[must_use]
    pub const fn help(self, help: &'static str) -> Self {
        Self { help: Some(help), ..self }
    }

    /// The same with a URL.
    #[must_use]
    pub const fn docs_url(self, docs_url: &'static str) -> Self {
        Self { docs_url: Some(docs_url), ..self }
    }

    /// The same with a text for each occurrence.
    #[must_use]
    pub const fn message(self, message: &'static str) -> Self {
        Self { message: Some(message), ..self }
    }

    /// The same with the version in which it came.
    #[must_use]
    pub const fn since(self, since: &'static str) -> Self {
        Self { since: Some(since), ..self }
    }

    /// The same with why it is to be used no more.
    #[must_use]
    pub const fn deprecated(self, note: &'static str) -> Self {
        Self { deprecated: Some(note), ..self }
    }

    /// The same with parameters.
    #[must_use]
    pub const fn params(self, params: &'static Params) -> Self {
        Self { params: Some(params), ..self }
    }

    /// The same with the length of a long description.
    #[must_use]
    pub const fn description_len(self, description_len: u16) -> Self {
        Self { description_len, ..self }
    }

    /// The same with seconds to wait.
    #[must_use]
    pub const fn retry_after(self, seconds: u32) -> Self {
        Self { retry_after: seconds, ..self }
    }
}
