//! The codes as a table in Markdown.

use errcat_core::{CodeSpan, Escaped};

use super::rows;
use crate::{Catalog, Row};

/// Returns a table of the codes, with their statuses and texts. A sentence says so if every reply has the status
/// 200. The text ends with a line break.
pub fn markdown(catalog: &Catalog, with_internal: bool) -> String {
    let mut table = "| code | status | description |\n|---|---|---|\n".to_owned();
    for row in rows(catalog, with_internal) {
        table.push_str(&line(row));
    }
    if catalog.envelope.always_ok {
        table.push_str(
            "\nEvery reply has the HTTP status 200. The table shows the status that would say the same.\n",
        );
    }
    table
}

fn line(row: &Row) -> String {
    // In a table, a bar in a code span needs a backslash, too.
    let code = CodeSpan(&row.code).to_string().replace('|', "\\|");
    let code = row.docs_url.as_ref().map_or_else(|| code.clone(), |url| format!("[{code}](<{url}>)"));
    let deprecated = if row.deprecated.is_some() { "Deprecated. " } else { "" };
    format!("| {code} | {} | {deprecated}{} |\n", row.status, Escaped(&row.text()))
}
