//! Rules over pairs of codes: duplicates, reserved codes, aliases, and codes that look alike.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use super::row;
use crate::catalog::Reserved;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::letters;
use crate::nearest::nearest_code;
use crate::quote::quote;
use crate::raw::{self, Code, Field, Row};
use crate::rule::Rule;
use crate::source::{Span, Spanned};
use crate::variant;

/// Checks the rules, and returns whether the codes are integers. The first code decides this for the whole catalog.
///
/// The codes at the places in `odd` have been reported already, so they are not reported as similar codes.
pub(super) fn check(raw: &raw::Catalog, odd: &BTreeSet<Span>, out: &mut Diagnostics) -> bool {
    let codes = duplicate_codes(&raw.rows, out);
    let reserved = reserved_codes(&raw.reserved, &codes, out);
    aliases(&raw.rows, &codes, &reserved, out);
    near_duplicates(&raw.rows, odd, out);
    look_alikes(raw, odd, out);
    are_integers(&raw.rows, out)
}

/// Returns the help for a code that no row has: what the name is, or a code that was probably meant. `asking` is the row that
/// cannot use its own code.
pub(super) fn instead(
    name: &str,
    asking: Option<usize>,
    raw: &raw::Catalog,
    variants: &[Option<String>],
    out: &Diagnostics,
) -> String {
    let any = || "use the code of a row".to_owned();
    // The search takes time.
    if out.len() > Diagnostics::SHOWN {
        return any();
    }
    let code = |row: &Row| row.code.given().map(|code| code.value.to_string());
    let is_reserved =
        |row: &raw::Reserved| row.code.given().is_some_and(|code| code.value.to_string() == name);
    if raw.reserved.iter().any(is_reserved) {
        return format!("{} is reserved: use the code of a row", quote(name));
    }
    let has_alias = |row: &Row| row.aliases.iter().any(|alias| alias.value.to_string() == name);
    let is_variant = |variant: &Option<String>| variant.as_deref() == Some(name);
    let former = raw.rows.iter().position(has_alias).map(|index| (index, "a former code"));
    let variant = || variants.iter().position(is_variant).map(|index| (index, "the variant"));
    if let Some((index, what)) = former.or_else(variant) {
        return match code(&raw.rows[index]) {
            Some(code) if asking != Some(index) => {
                format!("{} is {what} of {}: write this code", quote(name), quote(&code))
            }
            _ => "use the code of another row".to_owned(),
        };
    }
    // That two numbers are similar does not mean anything.
    let codes = raw.rows.iter().filter_map(|row| match &row.code.given()?.value {
        Code::Text(code) => Some(code.as_str()),
        Code::Integer(_) => None,
    });
    nearest_code(name, codes).map_or_else(any, |near| format!("a similar code exists: {}", quote(near)))
}

/// The first place of each code, by the text of the code.
type Texts = HashMap<String, Span>;

fn duplicate_codes(rows: &[Row], out: &mut Diagnostics) -> Texts {
    let mut seen = Texts::with_capacity(rows.len());
    for code in rows.iter().filter_map(|row| row.code.given()) {
        let text = code.value.to_string();
        // An empty code has been reported.
        if text.is_empty() {
            continue;
        }
        match seen.entry(text) {
            Entry::Vacant(entry) => drop(entry.insert(code.span)),
            Entry::Occupied(entry) => out.push(duplicate_code(entry.key(), *entry.get(), code.span)),
        }
    }
    seen
}

fn duplicate_code(code: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(Rule::DuplicateCode, second, format!("duplicate code {}", quote(code)))
        .label(first, "first defined here")
        .help("each code must be unique; rename the second one, or remove its row")
}

fn reserved_codes(reserved: &[raw::Reserved], codes: &Texts, out: &mut Diagnostics) -> Texts {
    let mut seen = Texts::new();
    for row in reserved {
        let Some(code) = row.code.given() else {
            if row.code.is_absent() {
                let help = "add the code that must not be used again: `code = \"…\"`";
                out.push(Diagnostic::new(Rule::MissingCode, row.span, "this row has no code").help(help));
            }
            continue;
        };
        let text = code.value.to_string();
        row::printable("reserved code", &text, code.span, out);
        if text.is_empty() {
            continue;
        }
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
                        .help("remove one of the two rows"),
                );
            }
        }
    }
    seen
}

/// Returns the reserved codes.
pub(super) fn reserved(raw: &[raw::Reserved]) -> Vec<Reserved> {
    let checked = raw.iter().filter_map(|row| {
        let code = row.code.given()?;
        let reason = row.reason.given().map(|reason| reason.value.clone());
        Some(Reserved { code: code.value.to_string(), reason, span: code.span })
    });
    checked.collect()
}

fn reserved_code(row: &raw::Reserved, text: &str, reserved: Span, defined: Span) -> Diagnostic {
    let message = format!("code {} is reserved", quote(text));
    let why = match row.reason.given() {
        Some(reason) => format!("reserved here: {}", reason.value.lines().next().unwrap_or_default()),
        None => "reserved here".to_owned(),
    };
    Diagnostic::new(Rule::ReservedCode, defined, message)
        .label(reserved, why)
        .help("clients may still know its old meaning; give the new code another name")
}

fn aliases(rows: &[Row], codes: &Texts, reserved: &Texts, out: &mut Diagnostics) {
    let mut seen = Texts::new();
    for row in rows {
        for alias in &row.aliases {
            let text = alias.value.to_string();
            row::printable("alias", &text, alias.span, out);
            if text.is_empty() {
                continue;
            }
            if row.code.given().is_some_and(|code| code.value.to_string() == text) {
                let message = format!("code {} is an alias of itself", quote(&text));
                let help = "remove the alias: a code is always accepted";
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
        .help("an alias must belong to exactly one code; remove one of the two")
}

/// Reports two codes that differ only in case and separators, which a person can easily confuse.
fn near_duplicates(rows: &[Row], odd: &BTreeSet<Span>, out: &mut Diagnostics) {
    let mut seen: HashMap<String, (&Row, &str, Span)> = HashMap::with_capacity(rows.len());
    for row in rows {
        let Some((text, span)) = text(row).filter(|(_, span)| !odd.contains(span)) else { continue };
        match seen.entry(bare(text)) {
            Entry::Vacant(entry) => drop(entry.insert((row, text, span))),
            Entry::Occupied(entry) => {
                let (other, first, first_span) = *entry.get();
                // If both codes derive the same variant, that is an error anyway, unless the user set another `variant`
                // and so knows about the similarity.
                let is_known = variant::derive(first) == variant::derive(text);
                let [one, two] = [first, text].map(|code| letters::composed(code.trim()));
                let looks_same = first != text && one == two && !share_variant(other, row);
                if !is_known || looks_same {
                    out.push(near_duplicate([first, text], [first_span, span]));
                }
            }
        }
    }
}

/// Returns the code of a row if it is a string.
fn text(row: &Row) -> Option<(&str, Span)> {
    match row.code.given()? {
        Spanned { value: Code::Text(text), span } => Some((text, *span)),
        Spanned { value: Code::Integer(_), .. } => None,
    }
}

/// Returns whether both codes derive the same variant, which has been reported.
fn share_variant(one: &Row, other: &Row) -> bool {
    let name = |row: &Row| match (&row.variant, text(row)) {
        (Field::Absent, Some((text, _))) => variant::derive(text),
        _ => None,
    };
    name(one).is_some_and(|own| Some(own) == name(other))
}

fn near_duplicate(texts: [&str; 2], spans: [Span; 2]) -> Diagnostic {
    let [first, second] = texts.map(quote);
    let message = format!("codes {first} and {second} are easily confused");
    Diagnostic::new(Rule::NearDuplicateCode, spans[1], message)
        .label(spans[0], "the first code")
        .help("give one of them a clearly different name")
}

fn look_alike(first: &Received<'_>, second: &Received<'_>) -> Diagnostic {
    // Without escapes, the two texts would look the same in the message.
    let [first_text, second_text] = [first, second].map(|code| quote(&escaped(code.text)));
    let message = format!("{} {second_text} looks like the {} {first_text}", second.what, first.what);
    Diagnostic::new(Rule::NearDuplicateCode, second.span, message)
        .label(first.span, format!("this {}", first.what))
        .help("give one of them a clearly different name")
}

/// Returns a text in which each character outside of ASCII is escaped.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            escaped.push(c);
        } else {
            escaped.extend(c.escape_unicode());
        }
    }
    escaped
}

/// A text that clients can send or receive as a code: a code, an alias, or a reserved code.
struct Received<'a> {
    text: &'a str,
    span: Span,
    what: &'static str,
    /// The row of the code or alias. A reserved code has none.
    row: Option<&'a Row>,
}

/// Reports texts that look the same: with letters of another script, in another normal form, or with spaces at an end.
/// It skips texts that have been reported already.
fn look_alikes(raw: &raw::Catalog, odd: &BTreeSet<Span>, out: &mut Diagnostics) {
    let is_unreported = |received: &Received<'_>| {
        let is_short = received.text.len() <= row::LONGEST_CODE;
        is_short && !odd.contains(&received.span) && row::unseen(received.text).is_none()
    };
    let all: Vec<Received<'_>> = received(raw).filter(is_unreported).collect();
    if all.iter().all(|received| received.text.is_ascii() && received.text.trim() == received.text) {
        return;
    }
    let mut seen: HashMap<String, &Received<'_>> = HashMap::with_capacity(all.len());
    for second in &all {
        match seen.entry(look(second.text)) {
            Entry::Vacant(entry) => drop(entry.insert(second)),
            Entry::Occupied(entry) => {
                let first = *entry.get();
                if first.looks_like(second) {
                    out.push(look_alike(first, second));
                }
            }
        }
    }
}

fn received(raw: &raw::Catalog) -> impl Iterator<Item = Received<'_>> {
    fn of<'a>(code: &'a Spanned<Code>, what: &'static str, row: Option<&'a Row>) -> Option<Received<'a>> {
        match &code.value {
            Code::Text(text) => Some(Received { text, span: code.span, what, row }),
            Code::Integer(_) => None,
        }
    }
    let codes = raw.rows.iter().filter_map(|row| of(row.code.given()?, "code", Some(row)));
    let reserved =
        raw.reserved.iter().filter_map(|reserved| of(reserved.code.given()?, "reserved code", None));
    let aliases = raw
        .rows
        .iter()
        .flat_map(|row| row.aliases.iter().filter_map(move |alias| of(alias, "alias", Some(row))));
    codes.chain(reserved).chain(aliases)
}

impl Received<'_> {
    /// Returns whether to report two texts that have the same look. Two different ASCII texts, and pairs that another
    /// rule has reported, are not reported.
    fn looks_like(&self, second: &Received<'_>) -> bool {
        let is_ascii = self.text.is_ascii() && second.text.is_ascii();
        let has_one_text = self.text == second.text || is_ascii && self.text.trim() != second.text.trim();
        let are_codes = self.what == "code" && second.what == "code";
        let (Some(one), Some(other)) = (self.row, second.row) else { return !has_one_text };
        let is_reported = are_codes && (bare(self.text) == bare(second.text) || share_variant(one, other));
        !has_one_text && !is_reported && !std::ptr::eq(one, other)
    }
}

/// Returns the look of a code without case and separators. Codes that look the same have the same result.
fn look(code: &str) -> String {
    let letters = letters::looks(code);
    let letters = letters.chars().filter(|c| !matches!(c, '-' | '_' | '.') && !c.is_whitespace());
    letters.flat_map(char::to_lowercase).collect()
}

/// Returns a code without case and separators.
///
/// Macros are not optimised, and there a loop over bytes takes a fifth of the time of iterators over characters.
fn bare(code: &str) -> String {
    if code.is_ascii() {
        let mut bare = Vec::with_capacity(code.len());
        for byte in code.as_bytes() {
            if !matches!(byte, b'-' | b'_' | b'.' | b' ') {
                bare.push(*byte);
            }
        }
        bare.make_ascii_lowercase();
        return String::from_utf8(bare).unwrap_or_default();
    }
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
        format!("code {} is {odd_kind}, but the first code is {first_kind}", quote(&odd.value.to_string()));
    out.push(
        Diagnostic::new(Rule::MixedCodes, odd.span, message)
            .label(first.span, "the first code")
            .help("put quotes around every code, or around no code"),
    );
    integers
}
