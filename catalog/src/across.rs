//! Several catalogs at once: what clients of all of them would confuse.

use std::collections::HashMap;

use crate::quote::quote;
use crate::source::Span;
use crate::{Catalog, CheckRule, Row};

/// Something that clients of two catalogs would confuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Across {
    /// The rule.
    pub rule: CheckRule,
    /// The code, if it is about one.
    pub code: Option<String>,
    /// What is wrong, in one line, with the place in the other catalog.
    pub message: String,
    /// The catalog, by its index in the list.
    pub catalog: usize,
    /// The place in this catalog.
    pub span: Option<Span>,
}

/// Compares catalogs with each other. The time is linear in their rows, and quadratic only in the number of catalogs with
/// a range.
///
/// ```
/// let read = |status| {
///     let text = format!("[[error]]\ncode = \"busy\"\nstatus = {status}\n");
///     errcat_catalog::read("error_codes.toml", &mut |_: &str| Ok(text.clone().into_bytes()))
/// };
/// let (one, other) = (read(429)?, read(503)?);
/// let found = errcat_catalog::across(&[&one, &other]);
/// assert_eq!(found[0].message, "`busy` has the status 503, but 429 at error_codes.toml:2:8");
/// # Ok::<(), Box<errcat_catalog::Rejected>>(())
/// ```
pub fn across(catalogs: &[&Catalog]) -> Vec<Across> {
    let mut first: HashMap<&str, (&Catalog, &Row)> = HashMap::new();
    let mut found = Vec::new();
    for (index, catalog) in catalogs.iter().enumerate() {
        for row in &catalog.rows {
            match first.get(row.code.as_str()) {
                Some(first) => found.extend(differences(*first, (catalog, row), index)),
                None => drop(first.insert(&row.code, (catalog, row))),
            }
        }
    }
    found.extend(overlaps(catalogs));
    found
}

fn differences(first: (&Catalog, &Row), second: (&Catalog, &Row), index: usize) -> Vec<Across> {
    let ((one, one_row), (other, other_row)) = (first, second);
    let place = one.sources.place(one_row.span);
    let code = quote(&other_row.code);
    let mut found = Vec::new();
    let mut add = |rule, message: String| {
        let code = Some(other_row.code.clone());
        found.push(Across { rule, code, message, catalog: index, span: Some(other_row.span) });
    };
    if one.integer_codes != other.integer_codes {
        let ty = |catalog: &Catalog| if catalog.integer_codes { "an integer" } else { "a string" };
        add(CheckRule::TypeDiffers, format!("{code} is {}, but {} at {place}", ty(other), ty(one)));
    }
    if one_row.status != other_row.status {
        let message =
            format!("{code} has the status {}, but {} at {place}", other_row.status, one_row.status);
        add(CheckRule::StatusDiffers, message);
    }
    if one_row.description != other_row.description {
        add(CheckRule::TextDiffers, format!("{code} has another description than at {place}"));
    }
    found
}

fn overlaps(catalogs: &[&Catalog]) -> Vec<Across> {
    let ranges: Vec<_> =
        catalogs.iter().enumerate().filter_map(|(index, catalog)| Some((index, catalog.range?))).collect();
    let mut found = Vec::new();
    for (at, (index, (least, greatest))) in ranges.iter().enumerate() {
        for (other, (other_least, other_greatest)) in &ranges[..at] {
            if least <= other_greatest && other_least <= greatest {
                let path = catalogs[*other].sources.paths().next().unwrap_or_default();
                let message = format!(
                    "the range from {least} to {greatest} overlaps with that from {other_least} to {other_greatest} of {}",
                    quote(path)
                );
                let rule = CheckRule::RangesOverlap;
                let span = catalogs[*index].sources.start();
                found.push(Across { rule, code: None, message, catalog: *index, span });
            }
        }
    }
    found
}
