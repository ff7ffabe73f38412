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
    /// What `text`, whose tables are these, holds. A line that looks like a header counts only where the text is not TOML:
    /// it may stand in a string.
    pub(crate) fn of(text: &str, table: &DeTable<'_>, is_toml: bool) -> Self {
        let has = |key: &str, is_so: fn(&DeValue<'_>) -> bool| {
            table.get(key).is_some_and(|value| is_so(value.get_ref()))
        };
        let are_known = table.keys().all(|key| is_known(key.get_ref()));
        let is_row_alone = are_known && (has("error", is_row) || has("reserved", is_row));
        // What is broken may be something else altogether, so there it takes more than a header.
        let are_rows = if is_toml {
            has("error", are_tables) || has("reserved", are_tables)
        } else {
            has("error", are_rows) || has("reserved", are_rows) || heads_rows(text)
        };
        if are_rows || is_row_alone {
            Self::Rows
        } else if has("include", is_includes) && are_known {
            Self::Includes
        } else {
            Self::Other
        }
    }
}

fn is_known(key: &str) -> bool {
    keys::FILE.iter().any(|known| known.name == key)
}

fn are_tables(value: &DeValue<'_>) -> bool {
    value.as_array().is_some_and(|rows| rows.iter().any(|row| row.get_ref().is_table()))
}

fn are_rows(value: &DeValue<'_>) -> bool {
    let is_row = |row: &DeValue<'_>| {
        row.as_table().is_some_and(|row| row.contains_key("code") || row.contains_key("status"))
    };
    value.as_array().is_some_and(|rows| rows.iter().any(|row| is_row(row.get_ref())))
}

/// A row under a header for a table, which other programs' settings may have as well.
fn is_row(value: &DeValue<'_>) -> bool {
    value.as_table().is_some_and(|row| row.contains_key("code"))
}

fn is_includes(value: &DeValue<'_>) -> bool {
    let is_path = |path: &toml::Spanned<DeValue<'_>>| path.get_ref().is_str();
    value.as_array().is_some_and(|paths| !paths.is_empty() && paths.iter().all(is_path))
}

/// Whether a line is the header of a row, or nearly, and one of the next lines begins with a row's code: a header that is
/// broken leaves no table.
fn heads_rows(text: &str) -> bool {
    let mut lines = text.lines().map(|line| line.trim_start_matches(['\u{feff}', ' ', '\t']));
    let mut left = 0;
    lines.any(|line| {
        if is_header(line) {
            left = KEYS_OF_A_ROW;
            return false;
        }
        left = usize::saturating_sub(left, 1);
        left > 0 && is_code(line)
    })
}

/// How far below its header a row's code may be, in lines.
const KEYS_OF_A_ROW: usize = 24;

fn is_header(line: &str) -> bool {
    let name = line.strip_prefix("[[").or_else(|| line.strip_prefix('[')).map(str::trim_start);
    let rest = name.and_then(|name| ROWS.iter().find_map(|rows| name.strip_prefix(rows)));
    rest.is_some_and(|rest| rest.trim_start_matches([']', ' ', '\t']).trim_end().is_empty())
}

fn is_code(line: &str) -> bool {
    let rest = line.strip_prefix("code").map(str::trim_start);
    rest.is_some_and(|rest| rest.starts_with(['=', ':']))
}

/// The first byte of what no catalog has, and the name that it was most likely meant to be.
pub(crate) fn first_other(table: &DeTable<'_>) -> Option<(usize, Option<&'static str>)> {
    let others = table.keys().filter(|key| !is_known(key.get_ref()));
    let first = others.min_by_key(|key| key.span().start)?;
    Some((first.span().start, nearest(first.get_ref(), ROWS)))
}
