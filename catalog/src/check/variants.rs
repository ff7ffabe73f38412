//! Rules for the variant name of each row.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::letters::composed;
use crate::quote::quote;
use crate::raw::{Field, Row};
use crate::rule::Rule;
use crate::source::Span;
use crate::variant;

use super::row::unseen;

/// Returns the variant of each row. It is `None` for a row without a name of its own, which has been reported.
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

/// Returns whether two rows have the same code. Then the rule for duplicate codes reports them, not the one for
/// variants.
fn same_code(first: &Row, second: &Row) -> bool {
    match (first.code.given(), second.code.given()) {
        (Some(first), Some(second)) => first.value.to_string() == second.value.to_string(),
        _ => false,
    }
}

/// The largest length of a name in bytes.
const LONGEST: usize = 1024;

/// Returns the name of a row, and the place of the name or of the code that it is derived from.
fn variant(row: &Row, out: &mut Diagnostics) -> Option<(String, Span)> {
    match &row.variant {
        Field::Given(given) if variant::is_variant(&given.value) && given.value.len() <= LONGEST => {
            Some((composed(&given.value).into_owned(), given.span))
        }
        Field::Given(given) => {
            let message = format!("{} is not a valid name for a variant", quote(&given.value));
            let help = variant::VARIANT_HELP;
            out.push(Diagnostic::new(Rule::BadVariant, given.span, message).help(help));
            None
        }
        Field::Unusable => None,
        Field::Absent => {
            let code = row.code.given()?;
            let text = code.value.to_string();
            let name = variant::derive(&text);
            // Other rules report an empty code, and one with characters that nobody sees.
            let is_seen = !text.is_empty() && !text.contains(char::is_control) && unseen(&text).is_none();
            if name.is_none() && is_seen {
                let message = format!("cannot derive a variant name from code {}", quote(&text));
                let help = "choose a name: `variant = \"…\"`";
                out.push(Diagnostic::new(Rule::NoVariantName, code.span, message).help(help));
            }
            name.map(|name| (name, code.span))
        }
    }
}

fn duplicate_variant(name: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(
        Rule::DuplicateVariant,
        second,
        format!("two codes have the same variant {}", quote(name)),
    )
    .label(first, "first used here")
    .help("give one of the two rows another variant name: `variant = \"…\"`")
}
