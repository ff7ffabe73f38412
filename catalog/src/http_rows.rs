//! Which row stands for each key of `[http]`.

use std::iter::successors;

use errcat_core::HttpKey;

use crate::Catalog;

/// Every status that a code for this key may have, the usual one first.
pub(crate) fn statuses(key: &HttpKey) -> impl Iterator<Item = u16> + use<> {
    key.statuses.iter().flat_map(|(first, last)| *first..=*last)
}

/// Whether the key stands for all statuses of its class that have no key of their own.
pub(crate) fn is_fallback(key: &HttpKey) -> bool {
    key.name.starts_with("fallback")
}

/// The sides on which a code for this key may have a status.
pub(crate) fn sides(key: &'static HttpKey) -> impl Iterator<Item = Side> {
    Side::BOTH.into_iter().filter(|side| key.statuses.iter().any(|(first, _)| Side::of(*first) == *side))
}

/// The keys whose code stands for this key on one side, the key itself first.
fn covered_by(key: &HttpKey, side: Side) -> impl Iterator<Item = &'static str> + use<> {
    let fallback = match side {
        Side::Client => "fallback_4xx",
        Side::Server => "fallback_5xx",
    };
    let more_general = move |name: &&str| match *name {
        "invalid_json" => Some("invalid_data"),
        "invalid_data" | "invalid_query" | "invalid_path" | "missing_header" => Some("bad_request"),
        name if name == fallback => None,
        _ => Some(fallback),
    };
    successors(Some(key.name), more_general)
}

/// Who is to blame, as the hundreds of a status say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// 400 to 499.
    Client,
    /// 500 to 599.
    Server,
}

impl Side {
    const BOTH: [Self; 2] = [Self::Client, Self::Server];

    /// The side of an error status.
    pub const fn of(status: u16) -> Self {
        if status < 500 { Self::Client } else { Self::Server }
    }
}

impl Catalog {
    /// The row that stands for a kind where its status is of this side, by its number: that of the nearest key of `[http]`
    /// which covers it, whose status has to be of this side as well, or the one with exactly the kind's neutral code.
    pub fn http_row(&self, key: &HttpKey, side: Side) -> Option<usize> {
        self.covering_row(key, side).or_else(|| self.neutral_row(key))
    }

    /// The row of the nearest key of `[http]` that covers a kind on this side.
    pub(crate) fn covering_row(&self, key: &HttpKey, side: Side) -> Option<usize> {
        let mut rows = covered_by(key, side).filter_map(|name| self.row_of_key(name));
        rows.find(|row| self.side(*row) == side)
    }

    fn side(&self, row: usize) -> Side {
        Side::of(self.rows[row].status)
    }

    /// The status of a kind where a framework has settled none: its row's, if the kind may have that one.
    pub fn http_status(&self, key: &HttpKey) -> u16 {
        let usual = key.usual_status();
        let fitting = |row: usize| Some(self.rows[row].status).filter(|status| key.may_have(*status));
        let named = self.row_of_key(key.name).and_then(fitting);
        let covered = || self.http_row(key, Side::of(usual)).and_then(fitting);
        named.or_else(covered).unwrap_or(usual)
    }

    /// The row of a key in `[http]`.
    fn row_of_key(&self, name: &str) -> Option<usize> {
        let (_, variant) = self.http.iter().find(|(key, _)| key.name == name)?;
        self.rows.iter().position(|row| row.variant == *variant)
    }

    /// The row that has the kind's name for a code, or for a former one. Where codes are integers, it is the status that is
    /// sent which has to be one.
    fn neutral_row(&self, key: &HttpKey) -> Option<usize> {
        let row = self.row_of(key.name)?;
        Some(row).filter(|row| !self.integer_codes && key.may_have(self.rows[*row].status))
    }

    /// The row that is meant by a code or by a former one.
    pub(crate) fn row_of(&self, code: &str) -> Option<usize> {
        let row = self.rows.iter().position(|row| row.code == code);
        row.or_else(|| self.rows.iter().position(|row| row.aliases.iter().any(|alias| alias == code)))
    }
}
