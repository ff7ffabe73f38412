//! Headers of tables that are there twice.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::{Error, Toml, duplicate_table};
use crate::diagnostic::Diagnostic;
use crate::rule::Rule;
use crate::source::{FileId, Span};

/// A wrong header, and the lines under it.
pub(super) struct Wrong {
    /// The part that is underlined.
    span: Range<usize>,
    pub(super) line: Range<usize>,
    /// The lines from the header to the next header of another table.
    pub(super) region: Range<usize>,
    kind: Kind,
}

enum Kind {
    /// `[error]` in a file that also contains `[[error]]`.
    NoRow(String),
    /// A duplicate table: its name, and the place of the first one.
    Twice(String, Option<Range<usize>>),
}

/// Returns the header of every such table, in file order.
pub(super) fn wrong(toml: &Toml<'_>, text: &str) -> Vec<Wrong> {
    let mut wrong = BTreeMap::new();
    let mut seen = None;
    let mut last = None;
    for error in &toml.errors {
        if last.as_ref().is_some_and(|line: &Range<usize>| line.contains(&error.span.start)) {
            continue;
        }
        let line = line(text, error.span.start);
        last = Some(line.clone());
        let Some(name) = name(&text[line.clone()]).filter(|_| error.says("duplicate key")) else { continue };
        let places = seen.get_or_insert_with(|| tables(text)).get(name).map_or(&[][..], Vec::as_slice);
        let before = &places[..places.partition_point(|place| place.start < line.start)];
        let found = twice(error, line, name, before, text);
        wrong.entry(found.line.start).or_insert(found);
    }
    let mut wrong: Vec<Wrong> = wrong.into_values().collect();
    for header in &mut wrong {
        header.region = region(text, &header.line);
    }
    wrong
}

/// Returns the places at which each table is named: in a header, or as a key before all headers. The parser only knows
/// the last place.
fn tables(text: &str) -> HashMap<&str, Vec<Range<usize>>> {
    let mut tables: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
    let (mut at, mut is_in_table) = (0, false);
    for line in text.split_inclusive('\n') {
        let header = name(line);
        is_in_table |= header.is_some();
        let key = || line.split(['=', '.']).next().map(str::trim).filter(|key| !key.is_empty());
        if let Some(name) = header.or_else(|| key().filter(|_| !is_in_table)) {
            let start = at + line.find(name).unwrap_or(0);
            tables.entry(name).or_default().push(start..start + name.len());
        }
        at += line.len();
    }
    tables
}

/// Returns the line that contains `at`.
pub(super) fn line(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..end
}

/// Returns the name in a header.
pub(super) fn name(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(['\u{feff}', ' ', '\t']).strip_prefix('[')?.trim_start_matches('[');
    let end = line.find([']', '#', '=']).unwrap_or(line.len());
    Some(line[..end].trim())
}

pub(super) fn is_closed(line: &str) -> bool {
    let open = line.chars().filter(|c| *c == '[').count();
    open == line.chars().filter(|c| *c == ']').count()
}

/// If a name has both a table and rows, the table is wrong, even if it comes first.
fn twice(error: &Error, line: Range<usize>, name: &str, before: &[Range<usize>], text: &str) -> Wrong {
    let wrong =
        |span: Range<usize>, line: Range<usize>, kind| Wrong { span, region: line.clone(), line, kind };
    let is_after = |place: &Range<usize>, brackets: &str| text[..place.start].trim_end().ends_with(brackets);
    if matches!(name, "error" | "reserved") {
        let kind = Kind::NoRow(name.to_owned());
        if !is_after(&error.span, "[[") {
            return wrong(error.span.clone(), line, kind);
        }
        let table = before.iter().find(|place| !is_after(place, "[["));
        if let Some(table) = table.filter(|place| is_after(place, "[")) {
            return wrong(table.clone(), self::line(text, table.start), kind);
        }
    }
    wrong(error.span.clone(), line, Kind::Twice(name.to_owned(), before.last().cloned()))
}

/// Returns the line of the header and the lines up to the next header of a table outside of this table.
pub(super) fn region(text: &str, line: &Range<usize>) -> Range<usize> {
    let own = name(&text[line.clone()]).unwrap_or_default();
    let mut end = line.end;
    for next in text[line.end..].split_inclusive('\n') {
        let is_inside =
            |name: &str| name.strip_prefix(own).is_some_and(|rest| rest.trim_start().starts_with('.'));
        if end > line.end && name(next).is_some_and(|name| !is_inside(name)) {
            break;
        }
        end += next.len();
    }
    line.start..end
}

impl Wrong {
    pub(super) fn diagnostic(&self, id: FileId) -> Diagnostic {
        let (message, help) = match &self.kind {
            Kind::NoRow(name) => {
                (format!("`{name}` is not an array of tables"), format!("write each row under `[[{name}]]`"))
            }
            Kind::Twice(name, _) => (
                duplicate_table(name),
                "a table can appear only once; move its keys to the first one".to_owned(),
            ),
        };
        let diagnostic =
            Diagnostic::new(Rule::TomlSyntax, Span::new(id, self.span.clone()), message).help(help);
        match &self.kind {
            Kind::Twice(_, Some(first)) => diagnostic.label(Span::new(id, first.clone()), "first used here"),
            _ => diagnostic,
        }
    }
}
