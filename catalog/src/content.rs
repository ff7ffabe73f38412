//! Whether a file is a catalog. If it is another, its lines are not for a build's log: it may be a key or hold passwords.

use toml::de::{DeTable, DeValue};

use crate::keys;
use crate::nearest::nearest;

/// What a file holds, as far as can be told before anything in it is held to a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Rows: it is a catalog, and may be shown.
    Rows,
    /// No row, but includes beside nothing that a catalog has not. Other programs' settings may look the same.
    Includes,
    /// Neither.
    Other,
}

/// The keys that rows are under.
const ROWS: [&str; 2] = ["error", "reserved"];

impl Content {
    /// What `text`, whose tables are these, holds.
    pub(crate) fn of(text: &str, table: &DeTable<'_>) -> Self {
        let has = |key: &str, is_so: fn(&DeValue<'_>) -> bool| {
            table.get(key).is_some_and(|value| is_so(value.get_ref()))
        };
        if has("error", is_rows) || has("reserved", is_rows) || heads_rows(text) {
            Self::Rows
        } else if has("include", is_includes) && table.keys().all(|key| is_known(key.get_ref())) {
            Self::Includes
        } else {
            Self::Other
        }
    }
}

fn is_known(key: &str) -> bool {
    keys::FILE.iter().any(|known| known.name == key)
}

/// A row alone, under a header for a table, is one as well.
fn is_rows(value: &DeValue<'_>) -> bool {
    match value {
        DeValue::Array(rows) => rows.iter().any(|row| row.get_ref().is_table()),
        DeValue::Table(row) => row.contains_key("code") || row.contains_key("status"),
        _ => false,
    }
}

fn is_includes(value: &DeValue<'_>) -> bool {
    let is_path = |path: &toml::Spanned<DeValue<'_>>| path.get_ref().is_str();
    value.as_array().is_some_and(|paths| !paths.is_empty() && paths.iter().all(is_path))
}

/// Whether a line is the header of a row, or nearly: one that is broken leaves no table.
pub(crate) fn heads_rows(text: &str) -> bool {
    text.lines().any(|line| {
        let name = line.trim_start_matches(['\u{feff}', ' ', '\t']).strip_prefix("[[").map(str::trim_start);
        let rest = name.and_then(|name| ROWS.iter().find_map(|rows| name.strip_prefix(rows)));
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || "_-.\"'".contains(c)))
    })
}

/// The first byte of what no catalog has, and the name that it was most likely meant to be.
pub(crate) fn first_other(table: &DeTable<'_>) -> Option<(usize, Option<&'static str>)> {
    let others = table.keys().filter(|key| !is_known(key.get_ref()));
    let first = others.min_by_key(|key| key.span().start)?;
    Some((first.span().start, nearest(first.get_ref(), ROWS)))
}
