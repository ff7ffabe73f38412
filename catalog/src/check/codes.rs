//! What two codes may not share: their text, and more than their separators.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::row;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::quote::quote;
use crate::raw::{self, Code, Row};
use crate::rule::Rule;
use crate::source::{Span, Spanned};
use crate::variant;

/// Holds the rules, and says whether codes are integers; a catalog has one kind, the kind of its first row.
pub(super) fn check(raw: &raw::Catalog, out: &mut Diagnostics) -> bool {
    let codes = duplicate_codes(&raw.rows, out);
    let reserved = reserved_codes(&raw.reserved, &codes, out);
    aliases(&raw.rows, &codes, &reserved, out);
    near_duplicates(&raw.rows, out);
    are_integers(&raw.rows, out)
}

/// What to say of a code that no row has.
pub(super) fn similar(code: &str, rows: &[Row], out: &Diagnostics) -> String {
    // Numbers that look alike say nothing.
    let codes = rows.iter().filter_map(|row| match &row.code.given()?.value {
        Code::Text(code) => Some(code.as_str()),
        Code::Integer(_) => None,
    });
    match out.nearest(code, codes) {
        Some(near) => format!("a similar code exists: {}", quote(near)),
        None => "name a code that has a row".to_owned(),
    }
}

/// Codes by their text, each where it stands first.
type Texts = HashMap<String, Span>;

fn duplicate_codes(rows: &[Row], out: &mut Diagnostics) -> Texts {
    let mut seen = Texts::with_capacity(rows.len());
    for code in rows.iter().filter_map(|row| row.code.given()) {
        match seen.entry(code.value.to_string()) {
            Entry::Vacant(entry) => drop(entry.insert(code.span)),
            Entry::Occupied(entry) => out.push(duplicate_code(entry.key(), *entry.get(), code.span)),
        }
    }
    seen
}

fn duplicate_code(code: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(Rule::DuplicateCode, second, format!("duplicate code {}", quote(code)))
        .label(first, "first defined here")
        .help("each code stands once; give the second another name, or remove it".to_owned())
}

fn reserved_codes(reserved: &[raw::Reserved], codes: &Texts, out: &mut Diagnostics) -> Texts {
    let mut seen = Texts::new();
    for row in reserved {
        let Some(code) = row.code.given() else {
            if row.code.is_absent() {
                let help = "write the code that must not come back: `code = \"…\"`".to_owned();
                out.push(Diagnostic::new(Rule::MissingCode, row.span, "this row has no code").help(help));
            }
            continue;
        };
        let text = code.value.to_string();
        if let Some(defined) = codes.get(&text) {
            out.push(reserved_code(row, &text, code.span, *defined));
        }
        match seen.entry(text) {
            Entry::Vacant(entry) => drop(entry.insert(code.span)),
            Entry::Occupied(entry) => {
                let message = format!("code {} is reserved twice", quote(entry.key()));
                out.push(
                    Diagnostic::new(Rule::DuplicateReserved, code.span, message)
                        .label(*entry.get(), "first reserved here")
                        .help("remove one of the two rows".to_owned()),
                );
            }
        }
    }
    seen
}

fn reserved_code(row: &raw::Reserved, text: &str, reserved: Span, defined: Span) -> Diagnostic {
    let message = format!("code {} is reserved", quote(text));
    let why = match row.reason.given() {
        Some(reason) => format!("reserved here: {}", reason.value.lines().next().unwrap_or_default()),
        None => "reserved here".to_owned(),
    };
    Diagnostic::new(Rule::ReservedCode, defined, message)
        .label(reserved, why)
        .help("clients may still take it for what it was; give the new code another name".to_owned())
}

fn aliases(rows: &[Row], codes: &Texts, reserved: &Texts, out: &mut Diagnostics) {
    let mut seen = Texts::new();
    for row in rows {
        for alias in &row.aliases {
            let text = alias.value.to_string();
            row::printable("alias", &text, alias.span, out);
            if row.code.given().is_some_and(|code| code.value.to_string() == text) {
                let message = format!("code {} is an alias of itself", quote(&text));
                let help = "remove the alias: a code is always accepted".to_owned();
                out.push(Diagnostic::new(Rule::AliasOfItself, alias.span, message).help(help));
                continue;
            }
            let taken = [(codes, "a code"), (reserved, "reserved"), (&seen, "an alias")];
            let taken = taken.into_iter().find_map(|(by, what)| Some((*by.get(&text)?, what)));
            match taken {
                Some((span, what)) => out.push(alias_taken(&text, alias, span, what)),
                None => drop(seen.insert(text, alias.span)),
            }
        }
    }
}

fn alias_taken(text: &str, alias: &Spanned<Code>, span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(Rule::AliasTaken, alias.span, format!("alias {} is taken", quote(text)))
        .label(span, format!("it is {what} here"))
        .help("a code that is received means one row; keep the alias in one place".to_owned())
}

/// Two codes that a person, or a client that is not careful, takes for one.
fn near_duplicates(rows: &[Row], out: &mut Diagnostics) {
    let mut seen: HashMap<String, (&str, Span)> = HashMap::with_capacity(rows.len());
    for code in rows.iter().filter_map(|row| row.code.given()) {
        let Code::Text(text) = &code.value else { continue };
        match seen.entry(bare(text)) {
            Entry::Vacant(entry) => drop(entry.insert((text, code.span))),
            // Those that share a variant have been reported for that.
            Entry::Occupied(entry) if variant::derive(entry.get().0) != variant::derive(text) => {
                let (first, span) = *entry.get();
                let message = format!("codes {} and {} are easily confused", quote(first), quote(text));
                out.push(
                    Diagnostic::new(Rule::NearDuplicateCode, code.span, message)
                        .label(span, "the first of them")
                        .help("name one of them for what makes it different".to_owned()),
                );
            }
            Entry::Occupied(_) => {}
        }
    }
}

/// A code without what is easily overlooked: case, and what separates words.
fn bare(code: &str) -> String {
    code.chars().filter(|c| !matches!(c, '-' | '_' | '.' | ' ')).flat_map(char::to_lowercase).collect()
}

fn are_integers(rows: &[Row], out: &mut Diagnostics) -> bool {
    let mut codes = rows.iter().flat_map(|row| row.code.given().into_iter().chain(&row.aliases));
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
