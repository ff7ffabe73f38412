//! The failures that have a neutral code, and so no row.

use errcat_core::{Level, may_pass, reason};

use crate::http_rows::statuses;
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
