//! Finds the row for each kind of framework failure.

use std::iter::successors;

use errcat_core::{HTTP_KEYS, HttpKey};

use crate::Catalog;

/// Returns every status that a code for this key may have. The usual status comes first.
pub(crate) fn statuses(key: &HttpKey) -> impl Iterator<Item = u16> + use<> {
    key.statuses.iter().flat_map(|(first, last)| *first..=*last)
}

/// Returns whether the key applies to all statuses of its class that have no key of their own.
pub(crate) fn is_fallback(key: &HttpKey) -> bool {
    key.name.starts_with("fallback")
}

/// Returns whether only the fallbacks may have this status.
fn belongs_to_no_other_kind(status: u16) -> bool {
    !HTTP_KEYS.iter().any(|kind| !is_fallback(kind) && kind.may_have(status))
}

/// Returns the sides on which a code for this key may have a status.
pub(crate) fn sides(key: &'static HttpKey) -> impl Iterator<Item = Side> {
    Side::BOTH.into_iter().filter(|side| key.statuses.iter().any(|(first, _)| Side::of(*first) == *side))
}

/// Returns the keys that cover this key on one side. The key itself comes first.
pub(crate) fn covered_by(key: &HttpKey, side: Side) -> impl Iterator<Item = &'static str> + use<> {
    let fallback = match side {
        Side::Client => "fallback_4xx",
        Side::Server => "fallback_5xx",
    };
    let more_general = move |name: &&str| match *name {
        "invalid_json" | "invalid_data" | "invalid_query" | "invalid_path" | "missing_header" => {
            Some("bad_request")
        }
        name if name == fallback => None,
        _ => Some(fallback),
    };
    successors(Some(key.name), more_general)
}

/// Whether the client or the server caused a failure, according to the class of its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A status from 400 to 499.
    Client,
    /// A status from 500 to 599.
    Server,
}

impl Side {
    const BOTH: [Self; 2] = [Self::Client, Self::Server];

    /// Returns how a contract names the class of these statuses.
    #[cfg(feature = "contract")]
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Client => "4xx",
            Self::Server => "5xx",
        }
    }

    /// Returns the side of an error status.
    pub const fn of(status: u16) -> Self {
        if status < 500 { Self::Client } else { Self::Server }
    }
}

impl Catalog {
    /// Returns the index of the row for a kind of failure with a status of this side.
    ///
    /// It is the row of the nearest key of `[http]` that covers the kind, if its status is of this side as well.
    /// Otherwise, it is the row whose code is exactly the neutral code of the kind.
    pub fn http_row(&self, key: &HttpKey, side: Side) -> Option<usize> {
        self.covering_row(key, side).or_else(|| self.neutral_row(key))
    }

    /// Returns the row of the nearest key of `[http]` that covers a kind on this side.
    pub(crate) fn covering_row(&self, key: &HttpKey, side: Side) -> Option<usize> {
        let mut rows = covered_by(key, side).filter_map(|name| self.row_of_key(name));
        rows.find(|row| self.side(*row) == side)
    }

    /// Returns the neutral codes of all kinds, on the sides on which no key of `[http]` covers them. A row can have such
    /// a code.
    pub fn neutral_codes(&self) -> impl Iterator<Item = (&'static HttpKey, String)> + use<'_> {
        HTTP_KEYS.iter().flat_map(|kind| self.neutral_codes_of(kind).map(move |code| (kind, code)))
    }

    fn neutral_codes_of(&self, kind: &'static HttpKey) -> impl Iterator<Item = String> + use<'_> {
        let mut open = sides(kind).filter(|side| self.covering_row(kind, *side).is_none()).peekable();
        // The name is the same on both sides.
        let name = open.peek().filter(|_| !self.integer_codes).map(|_| kind.name.to_owned());
        let integers = open.filter(|_| self.integer_codes).flat_map(move |side| {
            let statuses = statuses(kind).filter(move |status| Side::of(*status) == side);
            statuses.filter(|status| !is_fallback(kind) || belongs_to_no_other_kind(*status))
        });
        integers.map(|status| status.to_string()).chain(name)
    }

    fn side(&self, row: usize) -> Side {
        Side::of(self.rows[row].status)
    }

    /// Returns the status of a kind if the framework has not chosen one: the status of its row, if the kind may have
    /// that status, and otherwise the usual status of the kind.
    pub fn http_status(&self, key: &HttpKey) -> u16 {
        let usual = key.usual_status();
        let fitting = |row: usize| Some(self.rows[row].status).filter(|status| key.may_have(*status));
        let named = self.row_of_key(key.name).and_then(fitting);
        let covered = || self.http_row(key, Side::of(usual)).and_then(fitting);
        named.or_else(covered).unwrap_or(usual)
    }

    /// Returns the row of a key in `[http]`.
    fn row_of_key(&self, name: &str) -> Option<usize> {
        let (_, variant) = self.http.iter().find(|(key, _)| key.name == name)?;
        self.rows.iter().position(|row| row.variant == *variant)
    }

    /// Returns the row whose code or alias is the name of the kind. Catalogs with integer codes have no such row: their
    /// neutral codes depend on the status that is sent.
    fn neutral_row(&self, key: &HttpKey) -> Option<usize> {
        let row = self.row_of(key.name)?;
        Some(row).filter(|row| !self.integer_codes && key.may_have(self.rows[*row].status))
    }

    /// Returns the row with this code or with this alias.
    pub(crate) fn row_of(&self, code: &str) -> Option<usize> {
        let row = self.rows.iter().position(|row| row.code == code);
        row.or_else(|| self.rows.iter().position(|row| row.aliases.iter().any(|alias| alias == code)))
    }
}
