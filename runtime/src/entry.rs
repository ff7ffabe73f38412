//! One row of a catalog, as it is at run time.

use core::fmt;
use core::time::Duration;

use crate::Level;
use crate::params::Params;
use crate::table::{More, Table};

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
    /// Where the row's text begins in the table's (32 bits), and how long its code and its variant are (16 bits each).
    /// The description follows.
    place: u64,
    /// How long the description is, the status, the row's number, and the flags below (16 bits each).
    rest: u64,
}

// What the macro writes into `rest`: `macros/src/table.rs` has the same bits.
const RETRYABLE: u16 = 1;
const HAS_MORE: u16 = 1 << 1;
/// Three bits.
const LEVEL: u32 = 2;

impl Entry {
    /// A row as the macro writes it.
    #[doc(hidden)]
    #[inline]
    pub const fn new(table: &'static Table, place: u64, rest: u64) -> Self {
        Self { table, place, rest }
    }

    /// 16 bits of a number, counted from the lowest.
    #[expect(clippy::cast_possible_truncation, reason = "16 bits are what is asked for")]
    const fn bits(number: u64, from: u32) -> u16 {
        (number >> from) as u16
    }

    /// The text that begins so many bytes after the row's, of this length.
    #[expect(clippy::cast_possible_truncation, reason = "the lower half is where the text begins")]
    const fn text(&self, after: usize, len: u16) -> &'static str {
        let (_, text) = self.table.text.split_at(self.place as u32 as usize + after);
        text.split_at(len as usize).0
    }

    const fn flags(&self) -> u16 {
        Self::bits(self.rest, 48)
    }

    const fn more(&self) -> &'static More {
        if self.flags() & HAS_MORE == 0 {
            return More::NONE;
        }
        self.table.more(Self::bits(self.rest, 32))
    }

    pub(crate) const fn params(&self) -> Option<&'static Params> {
        self.more().params
    }

    /// The code as text: what goes on the wire, an integer in its decimal digits.
    #[inline]
    pub const fn code(&self) -> &'static str {
        self.text(0, Self::bits(self.place, 32))
    }

    /// The name of the enum's variant, without `r#`.
    pub const fn variant(&self) -> &'static str {
        self.text(Self::bits(self.place, 32) as usize, Self::bits(self.place, 48))
    }

    /// The HTTP status, 400 to 599.
    #[inline]
    pub const fn status(&self) -> u16 {
        Self::bits(self.rest, 16)
    }

    /// The text that documents the code: the row's own, or its status's reason phrase.
    #[inline]
    pub const fn description(&self) -> &'static str {
        let before = Self::bits(self.place, 32) as usize + Self::bits(self.place, 48) as usize;
        self.text(before, Self::bits(self.rest, 0))
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
        match self.flags() >> LEVEL & 0b111 {
            0 => Level::Error,
            1 => Level::Warn,
            2 => Level::Info,
            3 => Level::Debug,
            _ => Level::Trace,
        }
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
        self.flags() & RETRYABLE != 0
    }
}

impl PartialEq for Entry {
    /// Whether both are the same row of the same catalog.
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.table, other.table) && self.place == other.place && self.rest == other.rest
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
