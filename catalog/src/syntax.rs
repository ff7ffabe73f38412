//! Reports the syntax errors of a file: one diagnostic for each mistake, with a help.
//!
//! The parser continues after a mistake and may report it several times. A line that it cannot read gets one
//! diagnostic.

mod advice;
mod header;
mod lost;
mod salvage;

use std::collections::HashMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use self::advice::Advice;
use self::lost::Lost;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::quote::quote;
use crate::rule::Rule;
use crate::source::{FileId, Sources, Span, boundary};

/// The tables of a file, as far as the parser could read them.
pub(crate) struct Toml<'i> {
    pub(crate) table: DeTable<'i>,
    errors: Vec<Error>,
}

/// A message of the parser, and its place.
#[derive(Clone, Debug)]
struct Error {
    message: String,
    span: Range<usize>,
}

impl Error {
    fn new(error: &toml::de::Error, text: &str) -> Self {
        let span = error.span().unwrap_or(0..0);
        let start = boundary(text, span.start);
        Self { message: error.message().to_owned(), span: start..boundary(text, span.end).max(start) }
    }

    fn says(&self, message: &str) -> bool {
        self.message.starts_with(message)
    }
}

/// The number of bytes of a file that are parsed first.
const PART: usize = 256 * 1024;
/// After this number of syntax errors, the parser does not read the rest of the file.
const MOST: usize = 1_000;

impl<'i> Toml<'i> {
    /// Parses `text`.
    ///
    /// A text without mistakes is parsed once. With mistakes, the parser stores every one of them, and each byte of a file
    /// can be a mistake. So a first part is parsed, and twice as much each time until this part has very many of them.
    pub(crate) fn parse(text: &'i str) -> Self {
        if let Ok(table) = DeTable::parse(text) {
            return Self { table: table.into_inner(), errors: Vec::new() };
        }
        let mut length = PART;
        while length < text.len() {
            let toml = Self::all(&text[..boundary(text, length)]);
            if toml.errors.len() > MOST {
                return toml;
            }
            length *= 2;
        }
        Self::all(text)
    }

    /// Parses a text in which wrong headers of rows have been replaced.
    pub(crate) fn parse_repaired(text: &'i str) -> Self {
        let mut toml = Self::parse(text);
        salvage::adopt(&mut toml.table);
        toml
    }

    fn all(text: &'i str) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut errors: Vec<Error> = errors.iter().map(|error| Error::new(error, text)).collect();
        // A string without an end contains the bracket after it, so the bracket that is missing comes second.
        errors.sort_by_key(|error| (error.span.start, error.says("unclosed")));
        Self { table: table.into_inner(), errors }
    }

    /// Returns the position of the first syntax error.
    pub(crate) fn first_error(&self) -> Option<usize> {
        self.errors.first().map(|error| error.span.start)
    }

    /// The same text without the lines that the parser loses. Returns `None` if there are no syntax errors.
    pub(crate) fn repaired(&self, text: &str) -> Option<Repaired> {
        if self.errors.is_empty() {
            return None;
        }
        let (lost, text) = lost::lost(text);
        Some(Repaired { lost, text })
    }

    /// Reports headers of tables that are there twice. Returns the text without them and without the lines under them,
    /// because the parser would read these lines as a part of another table, and the places of the headers. Returns
    /// `None` if there are none.
    pub(crate) fn without_wrong_headers(
        &self,
        id: FileId,
        text: &str,
        out: &mut Diagnostics,
    ) -> Option<(String, Vec<usize>)> {
        let wrong = header::wrong(self, text);
        if wrong.is_empty() {
            return None;
        }
        let mut text = text.to_owned();
        let places = wrong.iter().map(|header| header.line.start).collect();
        for header in &wrong {
            salvage::row(&mut text, header.region.clone());
        }
        for header in wrong {
            let diagnostic = header.diagnostic(id);
            out.push_broken(diagnostic, Span::new(id, header.line));
        }
        Some((text, places))
    }

    /// Reports at most one mistake for each line, and returns their positions.
    pub(crate) fn report(&self, id: FileId, sources: &Sources, out: &mut Diagnostics) -> Vec<usize> {
        let text = sources.text(id);
        let mut seen = None;
        let mut starts = Vec::new();
        let mut last: Option<(usize, bool)> = None;
        for error in &self.errors {
            let line = sources.line(id, error.span.start);
            if last.is_some_and(|(last, _)| last == line) {
                continue;
            }
            let is_open = advice::is_open_string(error, text);
            // If a string without an end continues in the next line, that line is not a separate mistake.
            let follows = last.is_some_and(|(last, is_open)| is_open && line == last + 1);
            if follows && !is_open && !advice::has_key(&text[sources.line_range(id, line)]) {
                last = Some((line, true));
                continue;
            }
            last = Some((line, is_open));
            starts.push(error.span.start);
            let first = || first_of(seen.get_or_insert_with(|| keys(&self.table)), error, text);
            let (diagnostic, broken) = diagnostic(error, id, text, first);
            let range = sources.line_range(id, line);
            out.push_broken(diagnostic, Span::new(id, broken.start.min(range.start)..range.end));
        }
        starts
    }
}

/// A text without the lines that the parser loses, and the mistakes that cost them.
pub(crate) struct Repaired {
    lost: Vec<Lost>,
    pub(crate) text: String,
}

impl Repaired {
    /// Reports the mistakes, and returns their positions.
    pub(crate) fn report(&self, id: FileId, sources: &Sources, out: &mut Diagnostics) -> Vec<usize> {
        let mut starts = Vec::new();
        for Advice { span, message, help, .. } in self.lost.iter().filter_map(|lost| lost.advice.as_ref()) {
            starts.push(span.start);
            let line = sources.line_range(id, sources.line(id, span.start));
            let span = Span::new(id, span.clone());
            let diagnostic = Diagnostic::new(Rule::TomlSyntax, span, message.clone()).help(help.clone());
            out.push_broken(diagnostic, Span::new(id, line));
        }
        starts
    }
}

/// Returns the lines of the row whose header or first key is here.
pub(crate) fn region_of_row(text: &str, at: usize) -> Range<usize> {
    header::region(text, &header::line(text, at))
}

/// Replaces everything but the ends of these lines by spaces, so that all other lines keep their places.
fn blank<'a>(text: &mut String, lines: impl Iterator<Item = &'a Range<usize>>) {
    for line in lines {
        let spaces = text[line.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' });
        let spaces: String = spaces.collect();
        text.replace_range(line.clone(), &spaces);
    }
}

/// Returns the diagnostic for one mistake, and the bytes that could not be read because of it.
fn diagnostic<'a>(
    error: &Error,
    id: FileId,
    text: &str,
    first: impl FnOnce() -> Option<Range<usize>> + 'a,
) -> (Diagnostic, Range<usize>) {
    let advice = advice::of(error, text);
    let span = Span::new(id, advice.span.clone());
    let mut diagnostic = Diagnostic::new(Rule::TomlSyntax, span, advice.message).help(advice.help);
    if let Some(first) = advice.is_duplicate.then(first).flatten() {
        diagnostic = diagnostic.label(Span::new(id, first), "first used here");
    }
    (diagnostic, advice.span)
}

/// The places of each key, by its name.
type Keys = HashMap<String, Vec<Range<usize>>>;

fn keys(table: &DeTable<'_>) -> Keys {
    let mut keys = Keys::new();
    collect(table, &mut keys);
    for places in keys.values_mut() {
        places.sort_by_key(|place| place.start);
    }
    keys
}

/// The recursion is safe, because the parser limits the depth of tables.
fn collect(table: &DeTable<'_>, keys: &mut Keys) {
    for (key, value) in table {
        keys.entry(key.get_ref().to_string()).or_default().push(key.span());
        match value.get_ref() {
            DeValue::Table(table) => collect(table, keys),
            DeValue::Array(elements) => {
                elements
                    .iter()
                    .filter_map(|element| element.get_ref().as_table())
                    .for_each(|t| collect(t, keys));
            }
            _ => {}
        }
    }
}

/// Returns the first place of a duplicate key: the nearest key with the same name before the error.
fn first_of(keys: &Keys, error: &Error, text: &str) -> Option<Range<usize>> {
    let places = keys.get(name(error, text))?;
    let before = places.partition_point(|place| place.start < error.span.start);
    places.get(before.checked_sub(1)?).cloned()
}

/// Returns the name of the key at an error.
fn name<'t>(error: &Error, text: &'t str) -> &'t str {
    text[error.span.clone()].trim_matches(['"', '\''])
}

fn duplicate_table(name: &str) -> String {
    format!("duplicate table {}", quote(name))
}
