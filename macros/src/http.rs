//! The row of each kind of a framework's own failures, settled while the catalog is compiled.

use errcat_catalog::Catalog;
use errcat_catalog::http::{HttpKind, KINDS};

/// The row of no kind.
const NO_ROW: u16 = u16::MAX;

/// A row for each kind, in the order of the kinds.
pub(crate) fn rows(catalog: &Catalog) -> Vec<u16> {
    let rows = KINDS.iter().map(|kind| row(kind, catalog));
    rows.map(|row| row.and_then(|row| u16::try_from(row).ok()).unwrap_or(NO_ROW)).collect()
}

/// The row that the catalog names for the kind or for the nearest more general one, or else the first that fits.
fn row(kind: &HttpKind, catalog: &Catalog) -> Option<usize> {
    let usual = *kind.statuses[0].start();
    let class = usual / 100;
    let first = |fits: &dyn Fn(u16) -> bool| catalog.rows.iter().position(|row| fits(row.status));
    let explicit =
        || std::iter::successors(Some(kind.name), |name| general(name)).find_map(|name| named(name, catalog));
    explicit()
        .or_else(|| first(&|status| status == usual))
        .or_else(|| first(&|status| status == class * 100))
        .or_else(|| first(&|status| status / 100 == class))
}

fn named(name: &str, catalog: &Catalog) -> Option<usize> {
    let (_, variant) = catalog.http.iter().find(|(kind, _)| kind.name == name)?;
    catalog.rows.iter().position(|row| row.variant == *variant)
}

/// The kind that stands for this one where the catalog does not name it.
fn general(name: &str) -> Option<&'static str> {
    match name {
        "invalid_json" => Some("invalid_data"),
        "invalid_data" | "invalid_query" | "invalid_path" | "missing_header" => Some("bad_request"),
        "internal" | "unavailable" => Some("fallback_5xx"),
        "fallback_4xx" | "fallback_5xx" => None,
        _ => Some("fallback_4xx"),
    }
}
