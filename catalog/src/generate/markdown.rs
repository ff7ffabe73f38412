//! The codes as a table in Markdown.

use super::rows;
use crate::{Catalog, Row};

/// Returns a table of the codes, with their statuses and descriptions. It ends with a line break.
pub fn markdown(catalog: &Catalog, with_internal: bool) -> String {
    let mut table = "| code | status | description |\n|---|---|---|\n".to_owned();
    for row in rows(catalog, with_internal) {
        table.push_str(&line(row));
    }
    table
}

fn line(row: &Row) -> String {
    // In a table, a bar in a code span needs a backslash, too.
    let code = span(&row.code).replace('|', "\\|");
    let code = row.docs_url.as_ref().map_or_else(|| code.clone(), |url| format!("[{code}](<{url}>)"));
    let deprecated = if row.deprecated.is_some() { "Deprecated. " } else { "" };
    format!("| {code} | {} | {deprecated}{} |\n", row.status, escaped(&row.description))
}

/// Returns a code span. Its fence is longer than each run of backticks in the text.
fn span(text: &str) -> String {
    let runs = text.split(|letter| letter != '`');
    let fence = "`".repeat(runs.map(str::len).max().unwrap_or_default() + 1);
    // Markdown removes one space at each end.
    let space = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Text that Markdown shows as it is, in one cell.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_control() {
            escaped.push(' ');
            continue;
        }
        if "\\`*_{}[]<>#|&~".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}
