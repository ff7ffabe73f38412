//! The Rust name of each row.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::letters::composed;
use crate::quote::quote;
use crate::raw::{Field, Row};
use crate::rule::Rule;
use crate::source::Span;
use crate::variant;

/// The variant of each row; `None` where it has none of its own, which has been reported.
pub(super) fn check(rows: &[Row], out: &mut Diagnostics) -> Vec<Option<String>> {
    let mut seen: HashMap<String, (&Row, Span)> = HashMap::new();
    let mut variants = Vec::with_capacity(rows.len());
    for row in rows {
        let variant = variant(row, out).and_then(|(name, span)| match seen.entry(name) {
            Entry::Vacant(entry) => {
                let name = entry.key().clone();
                entry.insert((row, span));
                Some(name)
            }
            Entry::Occupied(entry) => {
                let (first, first_span) = entry.get();
                if !same_code(first, row) {
                    out.push(duplicate_variant(entry.key(), *first_span, span));
                }
                None
            }
        });
        variants.push(variant);
    }
    variants
}

/// A code that stands twice shares its variant with itself; that it stands twice is the one thing to say.
fn same_code(first: &Row, second: &Row) -> bool {
    match (first.code.given(), second.code.given()) {
        (Some(first), Some(second)) => first.value.to_string() == second.value.to_string(),
        _ => false,
    }
}

/// The most bytes of a name.
const LONGEST: usize = 1024;

/// The name of a row, and where it comes from.
fn variant(row: &Row, out: &mut Diagnostics) -> Option<(String, Span)> {
    match &row.variant {
        Field::Given(given) if variant::is_identifier(&given.value) && given.value.len() <= LONGEST => {
            Some((composed(&given.value).into_owned(), given.span))
        }
        Field::Given(given) => {
            let message = format!("{} is not a variant's name", quote(&given.value));
            let help = "a name is a letter, then letters, digits and `_`; `Self`, `self`, `super`, `crate`, `ALL` and `from_code` are taken";
            out.push(Diagnostic::new(Rule::BadVariant, given.span, message).help(help.to_owned()));
            None
        }
        Field::Unusable => None,
        Field::Absent => {
            let code = row.code.given()?;
            let text = code.value.to_string();
            let name = variant::derive(&text);
            if name.is_none() && !text.is_empty() {
                let message = format!("code {} gives no variant name", quote(&text));
                let help = "name it: `variant = \"…\"`".to_owned();
                out.push(Diagnostic::new(Rule::NoVariantName, code.span, message).help(help));
            }
            name.map(|name| (name, code.span))
        }
    }
}

fn duplicate_variant(name: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(Rule::DuplicateVariant, second, format!("two codes give the variant {}", quote(name)))
        .label(first, "the first of them")
        .help("give one of the two rows a name of its own: `variant = \"…\"`".to_owned())
}
