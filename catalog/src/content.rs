//! Decides whether a file is a catalog.
//!
//! The lines of any other file must not appear in the log of a build: the file may be a key or contain passwords.

use std::path::Path;

use toml::de::{DeTable, DeValue};

use crate::keys;
use crate::nearest::nearest;

/// What kind of file it is, decided before any rule is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// It contains rows, so it is a catalog and may be shown.
    Rows,
    /// It contains no rows, but includes. The settings of another program can look the same.
    Includes,
    /// It contains neither rows nor includes.
    Other,
}

/// The keys that contain rows.
const ROWS: [&str; 2] = ["error", "reserved"];

impl Content {
    /// Returns what kind of file `text` is; `table` is the result of parsing it. A line that looks like a header counts
    /// only if the text is not TOML, because it can be inside a string.
    pub(crate) fn of(text: &str, table: &DeTable<'_>, is_toml: bool) -> Self {
        let has = |key: &str, matches: fn(&DeValue<'_>) -> bool| {
            table.get(key).is_some_and(|value| matches(value.get_ref()))
        };
        let are_known = table.keys().all(|key| is_known(key.get_ref()));
        let is_row_alone = are_known && (has("error", is_row) || has("reserved", is_row));
        // A file with syntax errors may not be a catalog at all, so a header alone is not enough.
        let are_rows = if is_toml {
            has("error", are_tables) || has("reserved", are_tables)
        } else {
            has("error", are_rows) || has("reserved", are_rows) || heads_rows(text)
        };
        if are_rows || is_row_alone {
            Self::Rows
        } else if has("include", names_catalog) || are_known && has("include", is_includes) {
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

/// A row under the header of a table, which the settings of other programs can have as well.
fn is_row(value: &DeValue<'_>) -> bool {
    value.as_table().is_some_and(|row| row.contains_key("code"))
}

fn is_includes(value: &DeValue<'_>) -> bool {
    let is_path = |path: &toml::Spanned<DeValue<'_>>| path.get_ref().is_str();
    value.as_array().is_some_and(|paths| !paths.is_empty() && paths.iter().all(is_path))
}

/// Returns whether an include can be a catalog by its name.
fn names_catalog(value: &DeValue<'_>) -> bool {
    let has_extension = |path: &str| Path::new(path).extension().is_some_and(|extension| extension == "toml");
    let is_name = |path: &DeValue<'_>| path.as_str().is_some_and(has_extension);
    is_name(value) || value.as_array().is_some_and(|paths| paths.iter().any(|path| is_name(path.get_ref())))
}

/// Returns whether a line looks like the header of a row, and one of the next lines begins with `code`. This finds rows
/// whose header has a syntax error, since such a header does not create a table.
fn heads_rows(text: &str) -> bool {
    let mut lines = text.lines().map(|line| line.trim_start_matches(['\u{feff}', ' ', '\t']));
    let mut remaining = 0;
    lines.any(|line| {
        if is_header(line) {
            remaining = KEYS_OF_A_ROW;
            return false;
        }
        remaining = usize::saturating_sub(remaining, 1);
        remaining > 0 && is_code(line)
    })
}

/// The number of lines after a header in which the code of the row must be.
const KEYS_OF_A_ROW: usize = 24;

fn is_header(line: &str) -> bool {
    let name = line.strip_prefix("[[").or_else(|| line.strip_prefix('[')).map(str::trim_start);
    let rest = name.and_then(|name| ROWS.iter().find_map(|rows| name.strip_prefix(rows)));
    rest.is_some_and(|rest| rest.trim_start_matches([']', ' ', '\t']).trim_end().is_empty())
}

/// Also as JSON writes it.
fn is_code(line: &str) -> bool {
    let quotes = ['"', '\''];
    let rest = line.trim_start_matches(quotes).strip_prefix("code");
    rest.is_some_and(|rest| rest.trim_start_matches(quotes).trim_start().starts_with(['=', ':']))
}

/// Returns the position of the first key that a catalog does not have, and the name that was probably meant.
pub(crate) fn first_other(table: &DeTable<'_>) -> Option<(usize, Option<&'static str>)> {
    let others = table.keys().filter(|key| !is_known(key.get_ref()));
    let first = others.min_by_key(|key| key.span().start)?;
    Some((first.span().start, nearest(first.get_ref(), ROWS)))
}
