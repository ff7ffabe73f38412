//! The failures of frameworks that no row describes: those with a neutral code, and those with the code of a row and another
//! status.

use errcat_core::{HTTP_KEYS, Level, may_pass, reason};

use crate::http_rows::{is_fallback, statuses};
use crate::json_schema::facts::Facts;
use crate::{Catalog, HttpKey, Row, Side};

/// Returns a row for each neutral code that the schemas list, as if the catalog had it. It has no variant.
pub(super) fn neutral_rows(catalog: &Catalog) -> Vec<Row> {
    let facts = Facts::new(catalog);
    let row = |(kind, code): (&'static HttpKey, String)| {
        let status = if catalog.integer_codes { code.parse().ok()? } else { status(catalog, kind)? };
        neutral_row(catalog, code, status)
    };
    facts.neutral().filter_map(row).collect()
}

/// Returns the row of each kind that is sent with another status than that of the row, with this status. A fallback is one of
/// them: it covers kinds that each have their own status.
pub(super) fn restated_rows(catalog: &Catalog) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for kind in HTTP_KEYS.iter().filter(|kind| !is_fallback(kind)) {
        let status = catalog.http_status(kind);
        let Some(row) = catalog.http_row(kind, Side::of(status)) else { continue };
        let row = Row { status, ..catalog.rows[row].clone() };
        let is_there = |other: &Row| other.code == row.code && other.status == status;
        if !catalog.rows.iter().chain(&rows).any(is_there) {
            rows.push(row);
        }
    }
    rows
}

/// Returns the first status of a kind for which no key of `[http]` has a code.
fn status(catalog: &Catalog, kind: &HttpKey) -> Option<u16> {
    statuses(kind).find(|status| catalog.covering_row(kind, Side::of(*status)).is_none())
}

fn neutral_row(catalog: &Catalog, code: String, status: u16) -> Option<Row> {
    Some(Row {
        code,
        status,
        description: reason(status).to_owned(),
        message: None,
        params: Vec::new(),
        variant: String::new(),
        retry_after: None,
        retryable: may_pass(status),
        headers: Vec::new(),
        help: None,
        docs_url: None,
        since: None,
        deprecated: None,
        level: Level::of_status(status),
        aliases: Vec::new(),
        data: catalog.default_data.clone(),
        internal: false,
        span: catalog.sources.start()?,
    })
}
