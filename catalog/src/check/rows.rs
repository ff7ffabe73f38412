//! Rules over all rows together: how many there are, and what two of them may not share.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::quote::quote;
use crate::raw::{Code, Field, Row};
use crate::rule::Rule;
use crate::source::{Sources, Span};
use crate::variant;

/// More rows than this have no 16-bit number.
const MOST: usize = 65_535;

pub(super) fn count(rows: &[Row], sources: &Sources, out: &mut Diagnostics) {
    if let Some(row) = rows.get(MOST) {
        let message = format!("{} rows are more than a catalog can hold", rows.len());
        out.push(
            Diagnostic::new(Rule::TooManyRows, row.span, message).help(format!("keep it to {MOST} rows")),
        );
    }
    // A file that cannot be read, or made sense of, has been reported and may well hold rows.
    if rows.is_empty() && out.is_empty() {
        let start = sources.start();
        let help = "write a row: `[[error]]` with a `code` and a `status`".to_owned();
        out.push(Diagnostic::new(Rule::EmptyCatalog, start, "the catalog has no rows").help(help));
    }
}

/// Whether codes are integers; a catalog has one kind, the kind of its first row.
pub(super) fn integer_codes(rows: &[Row], out: &mut Diagnostics) -> bool {
    let mut codes = rows.iter().filter_map(|row| row.code.given());
    let Some(first) = codes.next() else {
        return false;
    };
    let integers = matches!(first.value, Code::Integer(_));
    let Some(odd) = codes.find(|code| matches!(code.value, Code::Integer(_)) != integers) else {
        return integers;
    };
    let (first_kind, odd_kind) =
        if integers { ("an integer", "a string") } else { ("a string", "an integer") };
    let message =
        format!("code {} is {odd_kind} in a catalog of the other kind", quote(&odd.value.to_string()));
    out.push(
        Diagnostic::new(Rule::MixedCodes, odd.span, message)
            .label(first.span, format!("{first_kind} here"))
            .help("write every code in quotes, or none".to_owned()),
    );
    integers
}

pub(super) fn duplicate_codes(rows: &[Row], out: &mut Diagnostics) {
    let mut seen = HashMap::new();
    for code in rows.iter().filter_map(|row| row.code.given()) {
        let text = code.value.to_string();
        match seen.entry(text) {
            Entry::Vacant(entry) => drop(entry.insert(code.span)),
            Entry::Occupied(entry) => out.push(duplicate_code(entry.key(), *entry.get(), code.span)),
        }
    }
}

fn duplicate_code(code: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(Rule::DuplicateCode, second, format!("duplicate code {}", quote(code)))
        .label(first, "first defined here")
        .help("each code stands once; give the second another name, or remove it".to_owned())
}

/// The variant of each row; `None` where it has none of its own, which has been reported.
pub(super) fn variants(rows: &[Row], out: &mut Diagnostics) -> Vec<Option<String>> {
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

/// The name of a row, and where it comes from.
fn variant(row: &Row, out: &mut Diagnostics) -> Option<(String, Span)> {
    match &row.variant {
        Field::Given(given) if variant::is_identifier(&given.value) => {
            Some((given.value.clone(), given.span))
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
