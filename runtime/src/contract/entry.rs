//! One row of a catalog, as it is at run time.

use core::fmt;
use core::time::Duration;

use errcat_core::row::{
    CODE_AT, CODE_LEN, DESCRIPTION_LEN, HAS_MORE, LEVEL, RETRYABLE, ROW, STATUS, TEXT_AT, VARIANT_LEN,
};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::params::Params;
use super::table::{More, Table};
use crate::Level;

/// One row of the catalog: everything that is known about a code.
///
/// ```
/// fn document(entry: &errcat::Entry) -> String {
///     format!("{} ({}): {}", entry.code(), entry.status(), entry.description())
/// }
/// ```
#[derive(Clone, Copy)]
pub struct Entry {
    table: &'static Table,
    code: u64,
    text: u64,
}

/// A part of a text.
#[inline]
const fn part(text: &'static str, at: u32, len: u32) -> &'static str {
    text.split_at(at as usize).1.split_at(len as usize).0
}

impl Entry {
    /// A row as the macro writes it.
    #[doc(hidden)]
    #[inline]
    pub const fn new(table: &'static Table, code: u64, text: u64) -> Self {
        Self { table, code, text }
    }

    #[inline]
    const fn more(&self) -> &'static More {
        if HAS_MORE.read(self.code) == 0 {
            return More::NONE;
        }
        self.table.more(ROW.read(self.code))
    }

    pub(crate) const fn params(&self) -> Option<&'static Params> {
        self.more().params
    }

    /// The code as text: what goes on the wire, an integer in its decimal digits.
    #[inline]
    pub const fn code(&self) -> &'static str {
        part(self.table.codes, CODE_AT.read(self.code), CODE_LEN.read(self.code))
    }

    /// The name of the enum's variant, without `r#`.
    pub const fn variant(&self) -> &'static str {
        part(self.table.texts, TEXT_AT.read(self.text), VARIANT_LEN.read(self.text))
    }

    /// The HTTP status, 400 to 599.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "eight bits")]
    pub const fn status(&self) -> u16 {
        400 + STATUS.read(self.text) as u16
    }

    /// The text that documents the code: the row's own, or its status's reason phrase.
    #[inline]
    pub const fn description(&self) -> &'static str {
        let at = TEXT_AT.read(self.text) + VARIANT_LEN.read(self.text);
        let mut length = DESCRIPTION_LEN.read(self.text);
        if length == DESCRIPTION_LEN.max() {
            length = self.more().description_len as u32;
        }
        part(self.table.texts, at, length)
    }

    /// The text for one occurrence, where it differs from the description and has no parameters.
    #[inline]
    pub const fn message(&self) -> Option<&'static str> {
        self.more().message
    }

    /// What to do about it, for the people who read the documentation.
    pub const fn help(&self) -> Option<&'static str> {
        self.more().help
    }

    /// Where to read on.
    pub const fn docs_url(&self) -> Option<&'static str> {
        self.more().docs_url
    }

    /// The version of the API in which the code came, as the catalog writes it.
    pub const fn since(&self) -> Option<&'static str> {
        self.more().since
    }

    /// Why the code is to be used no more and what replaces it, empty where nobody says; `None` where it is in use.
    pub const fn deprecated(&self) -> Option<&'static str> {
        self.more().deprecated
    }

    /// How an occurrence is logged.
    pub const fn level(&self) -> Level {
        Level::ALL[LEVEL.read(self.code) as usize]
    }

    /// How long a client waits before it tries again, in whole seconds.
    pub const fn retry_after(&self) -> Option<Duration> {
        match self.more().retry_after {
            0 => None,
            seconds => Some(Duration::from_secs(seconds as u64)),
        }
    }

    /// Whether the same request may succeed later.
    pub const fn is_retryable(&self) -> bool {
        RETRYABLE.read(self.code) != 0
    }
}

/// The row as an object, for a page that lists the codes. Its members are named as the keys of the catalog are; those that
/// the row does not have are left out. `code` is text, also where codes are integers; `retry_after` is in seconds.
///
/// ```
/// # #[errcat::catalog("../error_codes.toml")]
/// # enum ErrorCode {}
/// # fn main() -> Result<(), serde_json::Error> {
/// let row = serde_json::to_value(ErrorCode::WrongPassword.entry())?;
/// assert_eq!(row["code"], "wrong_password");
/// assert_eq!(row["status"], 401);
/// # Ok(())
/// # }
/// ```
impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let texts = [
            ("message", self.message()),
            ("help", self.help()),
            ("docs_url", self.docs_url()),
            ("since", self.since()),
            ("deprecated", self.deprecated()),
        ];
        let mut row = serializer.serialize_map(None)?;
        row.serialize_entry("code", self.code())?;
        row.serialize_entry("variant", self.variant())?;
        row.serialize_entry("status", &self.status())?;
        row.serialize_entry("description", self.description())?;
        for (name, text) in texts {
            if let Some(text) = text {
                row.serialize_entry(name, text)?;
            }
        }
        row.serialize_entry("level", self.level().name())?;
        row.serialize_entry("retryable", &self.is_retryable())?;
        if let Some(wait) = self.retry_after() {
            row.serialize_entry("retry_after", &wait.as_secs())?;
        }
        row.end()
    }
}

impl PartialEq for Entry {
    /// Whether both are the same row of the same catalog.
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.table, other.table) && self.code == other.code
    }
}

impl Eq for Entry {}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("code", &self.code())
            .field("variant", &self.variant())
            .field("status", &self.status())
            .field("description", &self.description())
            .field("message", &self.message())
            .field("help", &self.help())
            .field("docs_url", &self.docs_url())
            .field("since", &self.since())
            .field("deprecated", &self.deprecated())
            .field("level", &self.level())
            .field("retry_after", &self.retry_after())
            .field("is_retryable", &self.is_retryable())
            .finish()
    }
}
