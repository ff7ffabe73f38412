//! Checks the rows against the rules, and builds the [`Catalog`].
//!
//! A check is a short function that writes its diagnostics to the sink and continues. No check stops another check.

mod codes;
mod content_types;
mod deprecated;
mod docs_url;
mod envelope;
mod flat_envelope;
mod headers;
mod http_codes;
mod letters;
mod message;
mod mistaken_rows;
mod neutral_codes;
mod placement;
mod row;
mod row_data;
mod rows;
mod settings;
mod tells;
mod template;
mod variants;

#[cfg(feature = "contract")]
pub(crate) use self::docs_url::percent_encoded;

use std::collections::{BTreeSet, HashSet};

use crate::body::Envelope;
use crate::catalog::Catalog;
use crate::diagnostic::Diagnostics;
use crate::raw;
use crate::rejected::Rejected;
use crate::source::{Sources, Span};

/// What the checks of a single row need to know about the whole catalog.
struct Context<'a> {
    /// The `docs_url` of `[catalog]`.
    docs_url: Option<&'a str>,
    /// The places of the names with letters that rustc's lints warn about.
    odd: &'a BTreeSet<Span>,
    envelope: &'a Envelope,
    sources: &'a Sources,
}

/// Checks the contents of all files against every rule.
pub(crate) fn check(
    raw: &raw::Catalog,
    is_served: bool,
    mut sources: Sources,
    mut out: Diagnostics,
) -> Result<Catalog, Box<Rejected>> {
    let rows = &raw.rows;
    // If its lines are hidden, it has no rows, so these are rows of its includes. So it is no file of another program.
    if !rows.is_empty() {
        sources.show_main();
    }
    rows::count(rows, &sources, &mut out);
    let mut variants = variants::check(rows, &mut out);
    let odd = letters::check(rows, &mut variants, &mut out);
    let integer_codes = codes::check(raw, &odd, &mut out);
    let envelope = envelope::check(raw, &mut out);
    row_data::check(raw, &envelope, &mut out);
    let settings = settings::check(raw.settings.as_ref(), rows, &mut out);
    let docs_url = settings.docs_url.as_deref();
    let context = Context { docs_url, odd: &odd, envelope: &envelope, sources: &sources };
    let checked: Vec<_> = rows
        .iter()
        .zip(&variants)
        .filter_map(|(row, variant)| row::check(row, variant.clone(), &context, &mut out))
        .collect();
    // A code can be in a part that could not be read.
    let is_complete = checked.len() == rows.len() && !out.hides_rows();
    let http = http_codes::check(raw, &variants, &mut out);
    let checked = deprecated::check(raw, &variants, checked, &mut out);
    let mut catalog = Catalog {
        name: settings.name.clone(),
        version: settings.version.clone(),
        prefix: settings.prefix.clone(),
        range: settings.range,
        reserved: codes::reserved(&raw.reserved),
        default_data: row::data(&raw.default_data),
        rows: checked,
        envelope,
        http,
        integer_codes,
        is_complete,
        warnings: Diagnostics::default(),
        sources: sources.clone(),
        #[cfg(feature = "contract")]
        raw: raw::Catalog::default(),
    };
    if is_complete && raw.http.as_ref().is_none_or(|http| http.is_complete) {
        neutral_codes::check(raw, &catalog, is_served, &mut out);
    }
    mistaken_rows::note(rows, &sources, &mut out);
    let (errors, warnings) = settings.grade(out);
    catalog.warnings = warnings.finish(sources);
    if errors.is_empty() {
        return Ok(catalog);
    }
    let most = if errors.len() > Diagnostics::SHOWN { FEWER_SALVAGED } else { MOST_SALVAGED };
    let diagnostics = errors.finish(catalog.sources.clone());
    Err(Box::new(Rejected { diagnostics, salvage: salvage(catalog, most) }))
}

/// The largest number of rows that are salvaged. Real catalogs have fewer rows. The limit protects the compiler, whose
/// work is quadratic in the number of variants.
const MOST_SALVAGED: usize = 16_384;
/// The same for a catalog with more mistakes than are shown.
const FEWER_SALVAGED: usize = 4_096;

/// Limits the rows of a rejected catalog.
fn salvage(mut catalog: Catalog, most: usize) -> Catalog {
    if catalog.rows.len() > most {
        let removed: HashSet<String> = catalog.rows.drain(most..).map(|row| row.variant).collect();
        catalog.http.retain(|(_, variant)| !removed.contains(variant));
        catalog.is_complete = false;
    }
    catalog
}
