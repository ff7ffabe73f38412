//! The rules, and what is left when all of them are kept: the [`Catalog`].
//!
//! A check is a short function that writes what it finds into the sink and goes on; none stops another.

mod envelope;
mod row;
mod rows;

use crate::catalog::Catalog;
use crate::diagnostic::Diagnostics;
use crate::raw;
use crate::read::Rejected;
use crate::source::Sources;

/// Holds every rule over what the files say.
pub(crate) fn check(
    envelope: Option<&raw::Envelope>,
    rows: &[raw::Row],
    sources: Sources,
    mut out: Diagnostics,
) -> Result<Catalog, Box<Rejected>> {
    rows::count(rows, &sources, &mut out);
    rows::duplicate_codes(rows, &mut out);
    let integer_codes = rows::integer_codes(rows, &mut out);
    let envelope = envelope::check(envelope, &mut out);
    let variants = rows::variants(rows, &mut out);
    let checked = rows.iter().zip(variants).filter_map(|(row, variant)| row::check(row, variant, &mut out));
    let checked: Vec<_> = checked.collect();
    let is_complete = checked.len() == rows.len() && !out.hides_rows();
    let catalog = Catalog { rows: checked, envelope, integer_codes, is_complete, sources };
    if out.is_empty() {
        return Ok(catalog);
    }
    Err(Box::new(Rejected { diagnostics: out.finish(catalog.sources.clone()), salvage: catalog }))
}
