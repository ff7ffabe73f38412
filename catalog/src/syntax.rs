//! What is wrong with a file's TOML: one error for each mistake, with a help that is about it.
//!
//! The parser goes on after a mistake, and may stumble over it again: of a line that it cannot read one thing is said.

mod advice;
mod header;

use std::collections::HashMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::quote::quote;
use crate::rule::Rule;
use crate::source::{FileId, Sources, Span, boundary};

/// A file's tables, as far as they can be read.
pub(crate) struct Toml<'i> {
    pub(crate) table: DeTable<'i>,
    errors: Vec<Error>,
}

/// What the parser says: the matter, and where.
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

/// The bytes of a file that are read first.
const PART: usize = 256 * 1024;
/// More mistakes of syntax than this are not looked for.
const MOST: usize = 1_000;

impl<'i> Toml<'i> {
    /// Reads `text`.
    ///
    /// A part of a large file is read first. If there are more mistakes in it than anybody reads about, it is all that is
    /// read: the parser keeps each of them, and a byte may be one.
    pub(crate) fn parse(text: &'i str) -> Self {
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

    fn all(text: &'i str) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut errors: Vec<Error> = errors.iter().map(|error| Error::new(error, text)).collect();
        errors.sort_by_key(|error| error.span.start);
        Self { table: table.into_inner(), errors }
    }

    /// Where the first mistake is.
    pub(crate) fn first_error(&self) -> Option<usize> {
        self.errors.first().map(|error| error.span.start)
    }

    /// The text without what stands under headers that are wrong, where there are such, with those reported: what is
    /// under them would be read as part of another table.
    pub(crate) fn without_wrong_headers(
        &self,
        id: FileId,
        sources: &Sources,
        out: &mut Diagnostics,
    ) -> Option<String> {
        let wrong = header::wrong(self, sources.text(id));
        if wrong.is_empty() {
            return None;
        }
        let mut text = sources.text(id).as_bytes().to_vec();
        for header in wrong {
            let blank = text[header.region.clone()].iter_mut().filter(|byte| **byte != b'\n');
            blank.for_each(|byte| *byte = b' ');
            let diagnostic = header.diagnostic(id);
            out.push_broken(diagnostic, Span::new(id, header.line));
        }
        // Whole lines are blank, and no character is on two.
        String::from_utf8(text).ok()
    }

    /// Reports every mistake, one a line, and returns where they start.
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
            // The rest of a text that goes on in the next line is no mistake of its own.
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

/// One mistake as a diagnostic, and the bytes that are broken by it.
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
        diagnostic = diagnostic.label(Span::new(id, first), "it is here first");
    }
    (diagnostic, advice.span)
}

/// Where each key stands, by its name.
type Keys = HashMap<String, Vec<Range<usize>>>;

fn keys(table: &DeTable<'_>) -> Keys {
    let mut keys = Keys::new();
    collect(table, &mut keys);
    for places in keys.values_mut() {
        places.sort_by_key(|place| place.start);
    }
    keys
}

/// The parser bounds how deep tables are.
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

/// Where the key that stands twice is first: the nearest of its name before the second.
fn first_of(keys: &Keys, error: &Error, text: &str) -> Option<Range<usize>> {
    let places = keys.get(name(error, text))?;
    let before = places.partition_point(|place| place.start < error.span.start);
    places.get(before.checked_sub(1)?).cloned()
}

/// The name of the key that an error is about.
fn name<'t>(error: &Error, text: &'t str) -> &'t str {
    text[error.span.clone()].trim_matches(['"', '\''])
}

fn duplicate_table(name: &str) -> String {
    format!("duplicate table {}", quote(name))
}
