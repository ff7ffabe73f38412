//! The letters of variant names and of the names of params.
//!
//! rustc's lints check these letters for a whole crate. They would not show which row is the reason, and the generated
//! code cannot allow them. So this rule reports at the row what rustc would report.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::row;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::letters::{self, OddLetters};
use crate::quote::quote;
use crate::raw::Row;
use crate::rule::Rule;
use crate::source::Span;
use crate::variant;

/// Short names in the generated code. No name of a catalog may look like one of them.
const GENERATED_NAMES: [&str; 20] = [
    "ALL", "Code", "Copy", "Eq", "Err", "Error", "HTTP", "Hash", "Ok", "Ord", "Self", "T", "code", "core",
    "entry", "f", "of", "self", "str", "super",
];

/// The name of a variant, or of a param, which becomes a field.
struct Name<'a> {
    text: &'a str,
    /// The code from which the name is derived. `None` if the user wrote the name.
    code: Option<String>,
    what: &'static str,
    span: Span,
}

/// Reports the names that rustc's lints would warn about, and returns their places. It removes these variants, so that
/// rustc does not warn as well.
pub(super) fn check(rows: &[Row], variants: &mut [Option<String>], out: &mut Diagnostics) -> BTreeSet<Span> {
    let params: Vec<(String, Span)> = rows.iter().flat_map(params).collect();
    let mut all = variants.iter().flatten().chain(params.iter().map(|(name, _)| name));
    if all.all(|name| name.is_ascii()) {
        return BTreeSet::new();
    }
    let odd = odd(rows, variants, &params, out);
    for (row, variant) in rows.iter().zip(variants) {
        let span = row.variant.given().map(|given| given.span).or(row.code.given().map(|code| code.span));
        if span.is_some_and(|span| odd.contains(&span)) {
            *variant = None;
        }
    }
    odd
}

fn odd(
    rows: &[Row],
    variants: &[Option<String>],
    params: &[(String, Span)],
    out: &mut Diagnostics,
) -> BTreeSet<Span> {
    let variants =
        rows.iter().zip(variants).filter_map(|(row, variant)| of_variant(row, variant.as_deref()?));
    let params = params.iter().map(|(text, span)| Name { text, code: None, what: "param", span: *span });
    let names: Vec<Name<'_>> = variants.chain(params).collect();
    let mut odd = BTreeSet::new();
    single(&names, &mut odd, out);
    confusable(&names, &mut odd, out);
    odd
}

/// Returns the params that become fields.
fn params(row: &Row) -> impl Iterator<Item = (String, Span)> {
    let params = row.params.given().into_iter().flat_map(|params| &params.value);
    let named = params.map(|param| (letters::composed(&param.name.value).into_owned(), param.name.span));
    named.filter(|(name, _)| variant::is_identifier(name) && name.len() <= row::LONGEST_CODE)
}

fn of_variant<'a>(row: &Row, text: &'a str) -> Option<Name<'a>> {
    if let Some(given) = row.variant.given() {
        return Some(Name { text, code: None, what: "variant", span: given.span });
    }
    let code = row.code.given()?;
    let written = code.value.to_string();
    // If the code itself is wrong, that has been reported.
    let is_code = written.len() <= row::LONGEST_CODE && row::unseen(&written).is_none();
    is_code.then_some(Name { text, code: Some(written), what: "variant", span: code.span })
}

/// Reports single letters that the lints warn about.
fn single(names: &[Name<'_>], odd: &mut BTreeSet<Span>, out: &mut Diagnostics) {
    let OddLetters { uncommon, stray } = OddLetters::of(names.iter().map(|name| name.text));
    if uncommon.is_empty() && stray.is_empty() {
        return;
    }
    for name in names {
        let first_of =
            |letters: &HashSet<char>| name.text.chars().find(|c| letters.contains(c)).map(u32::from);
        let why = match (first_of(&uncommon), first_of(&stray)) {
            (Some(letter), _) => format!("rustc's lints warn about U+{letter:04X}"),
            (None, Some(letter)) => format!("U+{letter:04X} looks like a letter of another script"),
            (None, None) => continue,
        };
        odd.insert(name.span);
        out.push(name.odd(&why));
    }
}

/// Reports names that look like another name.
fn confusable(names: &[Name<'_>], odd: &mut BTreeSet<Span>, out: &mut Diagnostics) {
    let generated: HashMap<String, &str> =
        GENERATED_NAMES.iter().map(|name| (letters::looks(name), *name)).collect();
    let mut seen: HashMap<String, &Name<'_>> = HashMap::new();
    for name in names {
        let looks = letters::looks(name.text);
        if let Some(own) = generated.get(&looks).filter(|_| !name.text.is_ascii()) {
            if odd.insert(name.span) {
                out.push(name.odd(&format!("it looks like `{own}`")));
            }
            continue;
        }
        match seen.entry(looks) {
            Entry::Vacant(entry) => drop(entry.insert(name)),
            Entry::Occupied(mut entry) => {
                let mut pair = [*entry.get(), name];
                // The diagnostic is for the name that is not in ASCII.
                if name.text.is_ascii() {
                    pair.swap(0, 1);
                }
                let [meant, taken] = pair;
                entry.insert(meant);
                if meant.text != taken.text && !taken.text.is_ascii() && odd.insert(taken.span) {
                    let looks = taken.odd(&format!("it looks like {}", quote(meant.text)));
                    out.push(looks.label(meant.span, "the other name"));
                }
            }
        }
    }
}

impl Name<'_> {
    fn odd(&self, why: &str) -> Diagnostic {
        let Self { text, code, what, span } = self;
        let (message, help) = match code {
            Some(code) => (
                format!("the {what} of code {} is {}: {why}", quote(code), quote(text)),
                "choose a name with other letters: `variant = \"…\"`",
            ),
            None => (format!("{what} {}: {why}", quote(text)), "choose a name with other letters"),
        };
        Diagnostic::new(Rule::OddLetters, *span, message).help(help)
    }
}
