//! One row of a catalog at run time.

use core::fmt;
use core::time::Duration;

use errcat_core::Level;
use errcat_core::row::{
    CODE_AT, CODE_LEN, DESCRIPTION_LEN, INTERNAL, LEVEL, MORE, RETRYABLE, STATUS, TEXT_AT, VARIANT_LEN,
};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::body::Scalar;
use super::params::RowParams;
#[cfg(any(feature = "actix-web", feature = "axum", feature = "__openapi"))]
use super::table::Deprecated;
use super::table::{More, Table};

/// One row of the catalog: what the catalog says about a code, except for its params and aliases.
///
/// ```
/// use errcat::Entry;
///
/// #[errcat::catalog("../error_codes.toml", module = false)]
/// enum ErrorCode {}
///
/// fn document(row: &Entry) -> String {
///     format!("{} ({}): {}", row.code(), row.status(), row.description())
/// }
///
/// assert_eq!(document(ErrorCode::WrongPassword.entry()), "wrong_password (401): Password is incorrect");
/// ```
#[derive(Clone, Copy)]
pub struct Entry {
    table: &'static Table,
    code: u64,
    text: u64,
}

/// The part of `text` that begins at `at` and is `len` bytes long.
#[inline]
const fn part(text: &'static str, at: u32, len: u32) -> &'static str {
    text.split_at(at as usize).1.split_at(len as usize).0
}

/// The same as bytes, without a check that they are whole characters.
#[cfg(all(feature = "jiff", feature = "serde_json"))]
#[inline]
const fn bytes(text: &'static str, at: u32, len: u32) -> &'static [u8] {
    text.as_bytes().split_at(at as usize).1.split_at(len as usize).0
}

impl Entry {
    /// For the generated code.
    #[doc(hidden)]
    #[inline]
    pub const fn new(table: &'static Table, code: u64, text: u64) -> Self {
        Self { table, code, text }
    }

    /// The optional fields of the row.
    #[inline]
    pub(crate) const fn more(&self) -> &'static More {
        let index = MORE.read(self.code);
        if index == MORE.max() { More::NONE } else { &self.table.more[index as usize] }
    }

    /// A value of `data`, by the index of its key.
    #[cfg(all(feature = "jiff", feature = "serde_json"))]
    #[inline]
    pub(crate) fn data_at(&self, index: usize) -> Option<Scalar> {
        self.more().data.get(index).copied().filter(|value| *value != Scalar::Null)
    }

    /// The constants of the row for clients, by their keys: its `data`, and what `[defaults]` adds.
    ///
    /// ```
    /// use errcat::{Entry, Scalar};
    ///
    /// fn group(row: &Entry) -> Option<Scalar> {
    ///     row.data().find(|(key, _)| *key == "group").map(|(_, value)| value)
    /// }
    ///
    /// #[errcat::catalog("../error_codes.toml", module = false)]
    /// enum ErrorCode {}
    ///
    /// // This catalog has no `data`.
    /// assert_eq!(group(ErrorCode::WrongPassword.entry()), None);
    /// ```
    pub fn data(&self) -> impl Iterator<Item = (&'static str, Scalar)> + use<> {
        let values = self.table.data.iter().zip(self.more().data);
        values.filter(|(_, value)| **value != Scalar::Null).map(|(key, value)| (*key, *value))
    }

    #[cfg(any(feature = "actix-web", feature = "axum", feature = "__openapi"))]
    pub(crate) const fn deprecation(&self) -> Option<&'static Deprecated> {
        self.more().deprecated
    }

    pub(crate) const fn params(&self) -> Option<&'static RowParams> {
        self.more().params
    }

    /// The code as bytes, for replies.
    #[cfg(all(feature = "jiff", feature = "serde_json"))]
    #[inline]
    pub(crate) const fn code_bytes(&self) -> &'static [u8] {
        bytes(self.table.codes, CODE_AT.read(self.code), CODE_LEN.read(self.code))
    }

    /// The description as bytes, for replies.
    #[cfg(all(feature = "jiff", feature = "serde_json"))]
    #[inline]
    pub(crate) const fn description_bytes(&self) -> &'static [u8] {
        let (at, length) = self.description_at();
        bytes(self.table.texts, at, length)
    }

    /// The place and the length of the description.
    #[inline]
    const fn description_at(&self) -> (u32, u32) {
        let at = TEXT_AT.read(self.text) + VARIANT_LEN.read(self.text);
        let mut length = DESCRIPTION_LEN.read(self.text);
        if length == DESCRIPTION_LEN.max() {
            length = self.more().description_len as u32;
        }
        (at, length)
    }

    /// The code that is sent, as text. An integer is written in decimal digits.
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

    /// The text that documents the code: the `description` of the row, or the reason phrase of its status.
    #[inline]
    pub const fn description(&self) -> &'static str {
        let (at, length) = self.description_at();
        part(self.table.texts, at, length)
    }

    /// The text for each occurrence: the `message` of the row, if it has one without params. Otherwise, the text of an
    /// occurrence is the description.
    #[inline]
    pub const fn message(&self) -> Option<&'static str> {
        self.more().message
    }

    /// What to do about the failure, for people who read the documentation.
    pub const fn help(&self) -> Option<&'static str> {
        self.more().help
    }

    /// The URL of the page that documents the code.
    pub const fn docs_url(&self) -> Option<&'static str> {
        self.more().docs_url
    }

    /// The version of the API in which the code appeared, as the catalog writes it.
    pub const fn since(&self) -> Option<&'static str> {
        self.more().since
    }

    /// Why the code is deprecated and what replaces it. The text can be empty. `None` if the code is not deprecated.
    pub const fn deprecated(&self) -> Option<&'static str> {
        match self.more().deprecated {
            Some(deprecated) => Some(deprecated.text),
            None => None,
        }
    }

    /// The level at which an occurrence is logged.
    pub const fn level(&self) -> Level {
        Level::ALL[LEVEL.read(self.code) as usize]
    }

    /// How long a client should wait before it tries again, in whole seconds.
    pub const fn retry_after(&self) -> Option<Duration> {
        match self.more().retry_after {
            0 => None,
            seconds => Some(Duration::from_secs(seconds as u64)),
        }
    }

    /// The headers that each reply of the row has, as names and values. `Retry-After` is not among them: see
    /// [`retry_after`](Self::retry_after).
    ///
    /// ```
    /// #[errcat::catalog("../error_codes.toml", module = false)]
    /// enum ErrorCode {}
    ///
    /// let (name, value) = ErrorCode::WrongPassword.entry().headers()[0];
    /// assert_eq!((name, value), ("WWW-Authenticate", r#"Password realm="account""#));
    /// ```
    pub const fn headers(&self) -> &'static [(&'static str, &'static str)] {
        self.more().headers
    }

    /// Whether the same request may succeed later.
    pub const fn is_retryable(&self) -> bool {
        RETRYABLE.read(self.code) != 0
    }

    /// Whether the catalog does not publish the code: the row has `internal = true`. Such a code is sent like any other, but
    /// no list of codes for clients has it.
    ///
    /// ```
    /// use errcat::Code;
    ///
    /// #[errcat::catalog("../error_codes.toml", module = false)]
    /// enum ErrorCode {}
    ///
    /// let published = ErrorCode::ALL.iter().filter(|code| !code.entry().is_internal());
    /// assert_eq!(published.count(), 20);
    /// ```
    pub const fn is_internal(&self) -> bool {
        INTERNAL.read(self.code) != 0
    }
}

/// Serializes the row as an object, for tools and lists of your own.
///
/// A row with `internal = true` is serialized, too. Leave it out of what clients read: see
/// [`is_internal`](Entry::is_internal).
///
/// The members have the names of the keys in the catalog. Optional members that the row does not have are left out. A message with
/// params, the params and the aliases are left out, too. `deprecated` is the text for Rust's `#[deprecated]`.
/// `code` is always a string, also if the codes are integers. `retry_after` is in seconds.
///
/// ```
/// # #[errcat::catalog("../error_codes.toml", module = false)]
/// # enum ErrorCode {}
/// # fn main() -> Result<(), serde_json::Error> {
/// use errcat::Code;
///
/// let rows = ErrorCode::ALL.iter().map(|code| code.entry());
/// let published: Vec<_> = rows.filter(|entry| !entry.is_internal()).collect();
/// let list = serde_json::to_value(published)?;
/// assert_eq!(list[0]["code"], ErrorCode::ALL[0].code());
/// assert_eq!(list[0]["status"], ErrorCode::ALL[0].status());
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
        if !self.headers().is_empty() {
            row.serialize_entry("headers", &Headers(self))?;
        }
        if self.data().next().is_some() {
            row.serialize_entry("data", &Data(self))?;
        }
        row.end()
    }
}

/// The constants of a row, as an object.
struct Data<'a>(&'a Entry);

impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.data())
    }
}

/// The headers of a row, as an object.
struct Headers<'a>(&'a Entry);

impl Serialize for Headers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.headers().iter().copied())
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
            .field("headers", &self.headers())
            .field("is_retryable", &self.is_retryable())
            .field("is_internal", &self.is_internal())
            .finish()
    }
}
