//! The letters of Rust names: rustc lints them by crate, at a place that tells nobody which row is meant, and nothing in the
//! output can allow it. So whatever it would say is said here, at the row.

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

/// Short names that are in every catalog's output, to which another must not look alike.
const OF_THE_OUTPUT: [&str; 20] = [
    "ALL", "Code", "Copy", "Eq", "Err", "Error", "HTTP", "Hash", "Ok", "Ord", "Self", "T", "code", "core",
    "entry", "f", "of", "self", "str", "super",
];

/// A variant, or a param, which is a field.
struct Name<'a> {
    text: &'a str,
    /// The code that gives it, where nobody wrote it.
    code: Option<String>,
    what: &'static str,
    span: Span,
}

/// Reports the names that rustc's lints would object to, and gives their places. Of the variants they are taken away, since
/// rustc would say the same of them once more.
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

/// The params that are fields.
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
    // What is wrong with the code is wrong with its name.
    let is_code = written.len() <= row::LONGEST_CODE && row::unseen(&written).is_none();
    is_code.then_some(Name { text, code: Some(written), what: "variant", span: code.span })
}

/// What the lints say of single letters.
fn single(names: &[Name<'_>], odd: &mut BTreeSet<Span>, out: &mut Diagnostics) {
    let OddLetters { uncommon, stray } = OddLetters::of(names.iter().map(|name| name.text));
    if uncommon.is_empty() && stray.is_empty() {
        return;
    }
    for name in names {
        let first_of =
            |letters: &HashSet<char>| name.text.chars().find(|c| letters.contains(c)).map(u32::from);
        let why = match (first_of(&uncommon), first_of(&stray)) {
            (Some(letter), _) => format!("rustc's lints object to U+{letter:04X}"),
            (None, Some(letter)) => format!("U+{letter:04X} is easily taken for a letter of another script"),
            (None, None) => continue,
        };
        odd.insert(name.span);
        out.push(name.odd(&why));
    }
}

fn confusable(names: &[Name<'_>], odd: &mut BTreeSet<Span>, out: &mut Diagnostics) {
    let of_the_output: HashMap<String, &str> =
        OF_THE_OUTPUT.iter().map(|name| (letters::looks(name), *name)).collect();
    let mut seen: HashMap<String, &Name<'_>> = HashMap::new();
    for name in names {
        let looks = letters::looks(name.text);
        if let Some(own) = of_the_output.get(&looks).filter(|_| !name.text.is_ascii()) {
            if odd.insert(name.span) {
                out.push(name.odd(&format!("it looks like `{own}`")));
            }
            continue;
        }
        match seen.entry(looks) {
            Entry::Vacant(entry) => drop(entry.insert(name)),
            Entry::Occupied(mut entry) => {
                let mut pair = [*entry.get(), name];
                // What is in ASCII is what the other is taken for.
                if name.text.is_ascii() {
                    pair.swap(0, 1);
                }
                let [meant, taken] = pair;
                entry.insert(meant);
                if meant.text != taken.text && !taken.text.is_ascii() && odd.insert(taken.span) {
                    let looks = taken.odd(&format!("it looks like {}", quote(meant.text)));
                    out.push(looks.label(meant.span, "this one"));
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
                format!("code {} gives the {what} {}: {why}", quote(code), quote(text)),
                "name it in other letters: `variant = \"…\"`",
            ),
            None => (format!("{what} {}: {why}", quote(text)), "name it in other letters"),
        };
        Diagnostic::new(Rule::OddLetters, *span, message).help(help.to_owned())
    }
}
