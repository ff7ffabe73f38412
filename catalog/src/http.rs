//! What a framework answers with by itself, and the codes that `[http]` gives for it.

use std::iter::successors;
use std::ops::RangeInclusive;

use crate::Catalog;
use crate::keys::{Key, Value};

/// A kind of failure that a handler never sees.
#[derive(Debug)]
pub struct HttpKind {
    /// Its key in `[http]`.
    pub name: &'static str,
    /// The statuses that a code for it may have, the usual one first.
    pub statuses: &'static [RangeInclusive<u16>],
}

impl HttpKind {
    /// Whether a code for this kind may have this status.
    pub fn may_have(&self, status: u16) -> bool {
        self.statuses.iter().any(|statuses| statuses.contains(&status))
    }

    /// Whether it stands for all statuses of one hundred that have no kind of their own.
    pub(crate) fn is_fallback(&self) -> bool {
        self.name.starts_with("fallback")
    }

    /// The status that is usual for it.
    pub fn usual_status(&self) -> u16 {
        *self.statuses[0].start()
    }

    /// The hundreds of statuses that it may have: the client's fault, or the server's.
    pub fn sides(&self) -> impl Iterator<Item = Side> {
        Side::BOTH
            .into_iter()
            .filter(|side| self.statuses.iter().any(|range| Side::of(*range.start()) == *side))
    }

    /// The keys of `[http]` whose code stands for this kind on one side, its own first.
    pub(crate) fn covered_by(&self, side: Side) -> impl Iterator<Item = &'static str> {
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
        successors(Some(self.name), more_general)
    }
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
    pub fn http_row(&self, kind: &HttpKind, side: Side) -> Option<usize> {
        self.covering_row(kind, side).or_else(|| self.neutral_row(kind))
    }

    /// The row of the nearest key of `[http]` that covers a kind on this side.
    pub(crate) fn covering_row(&self, kind: &HttpKind, side: Side) -> Option<usize> {
        let mut rows = kind.covered_by(side).filter_map(|key| self.http_key(key));
        rows.find(|row| self.side(*row) == side)
    }

    fn side(&self, row: usize) -> Side {
        Side::of(self.rows[row].status)
    }

    /// The status of a kind where a framework has settled none: its row's, if the kind may have that one.
    pub fn http_status(&self, kind: &HttpKind) -> u16 {
        let usual = kind.usual_status();
        let fitting = |row: usize| Some(self.rows[row].status).filter(|status| kind.may_have(*status));
        let named = self.http_key(kind.name).and_then(fitting);
        let covered = || self.http_row(kind, Side::of(usual)).and_then(fitting);
        named.or_else(covered).unwrap_or(usual)
    }

    /// The row of a key in `[http]`.
    fn http_key(&self, key: &str) -> Option<usize> {
        let (_, variant) = self.http.iter().find(|(kind, _)| kind.name == key)?;
        self.rows.iter().position(|row| row.variant == *variant)
    }

    /// The row that has the kind's name for a code, or for a former one. Where codes are integers, it is the status that is
    /// sent which has to be one.
    fn neutral_row(&self, kind: &HttpKind) -> Option<usize> {
        let row = self.row_of(kind.name)?;
        Some(row).filter(|row| !self.integer_codes && kind.may_have(self.rows[*row].status))
    }

    /// The row that is meant by a code or by a former one.
    pub(crate) fn row_of(&self, code: &str) -> Option<usize> {
        let row = self.rows.iter().position(|row| row.code == code);
        row.or_else(|| self.rows.iter().position(|row| row.aliases.iter().any(|alias| alias == code)))
    }
}

macro_rules! kinds {
    ($($name:literal [$($statuses:expr),*] $summary:literal;)*) => {
        /// Every kind.
        pub const KINDS: &[HttpKind] = &[$(HttpKind { name: $name, statuses: &[$($statuses),*] },)*];

        /// The keys of `[http]`.
        pub const KEYS: &[Key] = &[$(Key { name: $name, value: Value::Code, summary: $summary },)*];
    };
}

kinds! {
    "bad_request" [400..=400] "A request that is wrong in a way that has no key of its own.";
    "not_found" [404..=404] "A path that no route has.";
    "method_not_allowed" [405..=405] "A method that the route does not have.";
    "invalid_json" [400..=400, 422..=422] "A body that is not JSON.";
    "invalid_data" [422..=422, 400..=400] "A body that is JSON, but not of the right shape.";
    "invalid_query" [400..=400, 422..=422] "A query that does not parse.";
    "invalid_path" [400..=400, 404..=404, 422..=422] "A path whose parameters do not parse.";
    "missing_header" [400..=401, 428..=428] "A header that is missing or does not parse.";
    "unsupported_media_type" [415..=415] "A body of another content type.";
    "payload_too_large" [413..=413] "A body that is too large.";
    "timeout" [408..=408, 503..=504] "A request that took too long.";
    "too_many_requests" [429..=429] "A client that asks too often.";
    "unauthorized" [401..=401] "A client that has not said who it is.";
    "forbidden" [403..=403] "A client that may not do that.";
    "unavailable" [503..=503] "A service that cannot answer now.";
    "internal" [500..=500] "A fault of the service: a panic, a reply that cannot be made.";
    "fallback_4xx" [400..=499] "Any other failure with a status of 400 to 499.";
    "fallback_5xx" [500..=599] "Any other failure with a status of 500 to 599.";
}
