//! Finds the mistakes after which the parser loses lines: a header or a value without an end, a line without a value,
//! and a merge conflict.
//!
//! The parser reads the lines after such a mistake as a part of it, or not at all. So each section is parsed alone, and
//! the lines that it costs are blank when the whole file is parsed.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::advice::{self, Advice, has_key, is_open_string};
use super::header::{is_closed, line, name, region};
use super::{Error, MOST, Toml, blank, salvage};
use crate::keys;
use crate::quote::quote;
use crate::source::boundary;

/// A mistake, and the lines that are not read because of it.
pub(super) struct Lost {
    /// None if it is a part of another mistake.
    pub(super) advice: Option<Advice>,
    lines: Vec<Range<usize>>,
    /// What is read in place of the lines.
    instead: Option<Instead>,
}

/// What is read in place of lost lines.
enum Instead {
    /// A row, whose header is replaced.
    Row,
    /// A line of the same length.
    Line(String),
}

/// How many times a section is parsed. Each time, at least one line less is read.
const ROUNDS: usize = 8;

/// Returns the mistakes, and the text without their lines.
pub(super) fn lost(text: &str) -> (Vec<Lost>, String) {
    let mut rest = text.to_owned();
    let wrong = wrong_sections(text);
    let has_rows = lines(text).any(|line| matches!(name(&text[line]), Some("error" | "reserved")));
    let mut all = conflicts(text);
    let errors = errors(if all.is_empty() { &[] } else { &wrong }, text);
    // A marker inside a string is not a conflict.
    all.retain(|lost| lost.lines.first().is_some_and(|mark| errors.range(mark.clone()).next().is_some()));
    blank(&mut rest, all.iter().flat_map(|lost| &lost.lines));
    for section in wrong {
        for _ in 0..ROUNDS {
            let found = in_section(&rest[section.clone()], section.end == text.len(), has_rows);
            if found.is_empty() {
                break;
            }
            let found = found.into_iter().map(|lost| lost.shifted(section.start));
            let found: Vec<Lost> = found.collect();
            for lost in &found {
                lost.remove_from(&mut rest);
            }
            all.extend(found);
        }
    }
    (all, rest)
}

impl Lost {
    fn new(error: &Error, text: &str, lines: Vec<Range<usize>>) -> Self {
        Self { advice: Some(advice::of(error, text)), lines, instead: None }
    }

    fn remove_from(&self, text: &mut String) {
        match (&self.instead, &self.lines[..]) {
            (Some(Instead::Row), [row]) => salvage::row(text, row.clone()),
            (Some(Instead::Line(instead)), [line]) => text.replace_range(line.clone(), instead),
            _ => blank(text, self.lines.iter()),
        }
    }

    /// The same mistake in a text with so many bytes before.
    fn shifted(mut self, bytes: usize) -> Self {
        let span = self.advice.as_mut().map(|advice| &mut advice.span);
        let ranges = self.lines.iter_mut().chain(span);
        ranges.for_each(|range| *range = range.start + bytes..range.end + bytes);
        self
    }
}

/// The lines of a text.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_inclusive('\n').scan(0, |end, line| {
        let start = *end;
        *end += line.len();
        Some(start..*end)
    })
}

/// The places of all errors.
fn errors(sections: &[Range<usize>], text: &str) -> BTreeSet<usize> {
    let of_section = |section: &Range<usize>| {
        let start = section.start;
        Toml::parse(&text[section.clone()]).errors.into_iter().map(move |error| start + error.span.start)
    };
    sections.iter().flat_map(of_section).collect()
}

/// How many sections after one can be a part of its last value: lines in a string can look like headers.
const SECTIONS_OF_A_VALUE: [usize; 11] = [1, 2, 3, 4, 5, 6, 7, 8, 16, 32, 64];

/// Returns the sections with mistakes, at most one more than `MOST`.
fn wrong_sections(text: &str) -> Vec<Range<usize>> {
    let sections = sections(text);
    let mut wrong = Vec::new();
    let mut next = 0;
    while let Some(section) = sections.get(next).filter(|_| wrong.len() <= MOST) {
        let errors = |end: usize| Toml::parse(&text[section.start..end]).errors;
        let own = errors(section.end);
        let (count, is_open) = (own.len(), own.iter().any(is_of_open_value));
        let longer = SECTIONS_OF_A_VALUE.iter().filter(|_| is_open).filter_map(|length| {
            let end = sections.get(next + length)?.end;
            Some((length, end, errors(end)))
        });
        let ends_value = |errors: &[Error]| errors.len() < count && !errors.iter().any(is_of_open_value);
        let whole = longer.into_iter().find(|(.., errors)| ends_value(errors));
        let (length, end, errors) = whole.unwrap_or((&0, section.end, own));
        if !errors.is_empty() {
            wrong.push(section.start..end);
        }
        next += length + 1;
    }
    wrong
}

/// The parts of a text that are parsed alone: a header of a catalog's table, and the lines up to the next one.
/// The tables inside of a table belong to its section.
fn sections(text: &str) -> Vec<Range<usize>> {
    let before_headers = 0..0;
    let mut sections = vec![before_headers];
    let mut current = "";
    for line in lines(text) {
        let name = name(&text[line.clone()]).unwrap_or_default();
        let first = first_name(name);
        if is_table(first) && (first == name || first != current) {
            current = first;
            sections.push(line.clone());
        }
        if let Some(section) = sections.last_mut() {
            section.end = line.end;
        }
    }
    sections
}

/// The first of several names with dots between them.
fn first_name(name: &str) -> &str {
    name.split('.').next().unwrap_or_default().trim_end()
}

fn is_table(name: &str) -> bool {
    name != "include" && keys::FILE.iter().any(|key| key.name == name)
}

/// Returns mistakes of a section. `has_rows` says that the file is a catalog, so that each header is one of it.
fn in_section(text: &str, is_last: bool, has_rows: bool) -> Vec<Lost> {
    let toml = Toml::parse(text);
    let mut headers =
        by_line(&toml.errors, text).filter_map(|(line, errors)| wrong_header(&line, errors, text, has_rows));
    if let Some(lost) = headers.next() {
        return vec![lost];
    }
    if let Some(lost) = toml.errors.iter().find_map(|error| open_value(error, &toml, text, is_last)) {
        return lost;
    }
    without_value(&toml.errors, text)
}

/// A header without a bracket, or without a name. It costs the lines of its table.
fn wrong_header(line: &Range<usize>, errors: &[Error], text: &str, has_rows: bool) -> Option<Lost> {
    let header = &text[line.clone()];
    let name = header.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let is_header = self::name(header).is_some();
    let is_word = !name.contains(|c: char| !c.is_ascii_alphanumeric() && c != '.');
    let is_it = |error: &&Error| {
        if !is_header {
            return error.says("key with no value") && is_word;
        }
        error.says("unclosed")
            || error.says("unquoted keys cannot be empty")
            || error.says("unexpected key or value") && !is_closed(header)
    };
    let is_known = is_table(first_name(name));
    let error = errors.iter().find(is_it).filter(|_| is_known || is_header && has_rows)?;
    let name = Some(name).filter(|name| is_word && !name.is_empty());
    let advice = advice_for_header(header, is_header, name, error.span.clone());
    Some(Lost { advice: Some(advice), lines: vec![region(text, line)], instead: Some(Instead::Row) })
}

fn advice_for_header(header: &str, is_header: bool, name: Option<&str>, span: Range<usize>) -> Advice {
    let count = |bracket: char| header.matches(bracket).count();
    let message = match count('[').cmp(&count(']')) {
        _ if !is_header => "a header without an opening bracket",
        Ordering::Greater => "a header without a closing bracket",
        Ordering::Less => "a header whose brackets do not match",
        Ordering::Equal => "a header that is not `[name]`",
    };
    let correct = match name {
        Some(name @ ("error" | "reserved")) => format!("[[{name}]]"),
        Some(name) => format!("[{name}]"),
        None => "[[error]]".to_owned(),
    };
    let help = format!("write {}", quote(&correct));
    Advice { span, message: message.to_owned(), help, is_duplicate: false }
}

/// A value without an end that contains the lines after it. Those that are whole by themselves are read.
fn open_value(error: &Error, toml: &Toml<'_>, text: &str, is_last: bool) -> Option<Vec<Lost>> {
    if !is_of_open_value(error) {
        return None;
    }
    let first = line(text, value_up_to(&toml.table, error.span.start)?.start);
    let depth = indentation(&text[first.clone()]);
    let is_next = |line: &str| indentation(line) <= depth && has_key(line);
    let after: Vec<_> =
        lines(&text[first.end..]).map(|line| first.end + line.start..first.end + line.end).collect();
    let next = after.iter().find(|line| is_next(&text[(*line).clone()]));
    let own = first.start..next.map_or(text.len(), |line| line.start);
    let strings = open_strings(own, &toml.errors, text);
    if !strings.is_empty() {
        return Some(strings);
    }
    let is_whole = |line: &Range<usize>| {
        let line = &text[line.clone()];
        is_next(line) && Toml::parse(line).errors.is_empty()
    };
    let (whole, mut lost): (Vec<_>, Vec<_>) = after.into_iter().partition(is_whole);
    let next = whole.first().map(|line| line.start);
    let end = text[..next.or((!is_last).then_some(text.len()))?].trim_end().len();
    lost.push(first);
    Some(vec![Lost::new(&Error { span: end..end, ..error.clone() }, text, lost)])
}

/// The strings without an end in the lines of a value. Such a string contains the bracket that ends the value.
fn open_strings(value: Range<usize>, errors: &[Error], text: &str) -> Vec<Lost> {
    let is_one = |error: &&Error| value.contains(&error.span.start) && is_open_string(error, text);
    let mut found: Vec<_> =
        errors.iter().filter(is_one).map(|error| Lost::new(error, text, Vec::new())).collect();
    if let Some(first) = found.first_mut() {
        first.lines.push(value);
    }
    found
}

fn is_of_open_value(error: &Error) -> bool {
    ["unclosed array", "unclosed inline table", "invalid multi-line"]
        .iter()
        .any(|message| error.says(message))
}

/// The value that ends here, and is not inside of another one.
fn value_up_to(table: &DeTable<'_>, end: usize) -> Option<Range<usize>> {
    table.values().find_map(|value| match value.get_ref() {
        _ if value.span().end == end => Some(value.span()),
        DeValue::Table(table) => value_up_to(table, end),
        DeValue::Array(items) => {
            items.iter().filter_map(|item| item.get_ref().as_table()).find_map(|t| value_up_to(t, end))
        }
        _ => None,
    })
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// The lines with a key and no value. The lines after a string without an end may be a part of it: they cost lines, too,
/// but they are no mistakes.
fn without_value(errors: &[Error], text: &str) -> Vec<Lost> {
    let mut found = Vec::new();
    let mut string_end = None;
    for (line, errors) in by_line(errors, text) {
        if is_open_string(&errors[0], text) {
            string_end = Some(line.end);
        } else if errors.iter().any(is_of_lost_line) {
            let is_of_string = string_end.is_some_and(|end| end + 1 == line.start);
            if is_of_string && !has_key(&text[line.clone()]) {
                string_end = Some(line.end);
                found.push(Lost { advice: None, lines: vec![line], instead: None });
            } else {
                let at = errors[0].span.start.min(line.end);
                let error = Error { span: at..errors[0].span.end.clamp(at, line.end), ..errors[0].clone() };
                let instead = salvage::line(&text[line.clone()]).filter(|_| name(text).is_some());
                let instead = instead.map(Instead::Line);
                found.push(Lost { instead, ..Lost::new(&error, text, vec![line]) });
            }
        }
    }
    found
}

fn is_of_lost_line(error: &Error) -> bool {
    error.says("key with no value") || error.says("missing value for key")
}

/// How many bytes before an empty line are searched for the line that an error is about.
const LOOK_BACK: usize = 256;

/// The white space of TOML.
const SPACES: [char; 4] = [' ', '\t', '\r', '\n'];

/// The errors of each line. An error in an empty line is one of the line before: its key has several lines.
fn by_line<'a>(mut errors: &'a [Error], text: &str) -> impl Iterator<Item = (Range<usize>, &'a [Error])> {
    std::iter::from_fn(move || {
        let at = errors.first()?.span.start;
        let Range { start, end } = line(text, at);
        let is_empty = text[start..end].trim_end_matches(SPACES).is_empty();
        let near = boundary(text, at.saturating_sub(LOOK_BACK));
        let before = text[near..at].trim_end_matches(SPACES).len();
        let line = line(text, if is_empty && before > 0 { near + before } else { at });
        let (own, rest) = errors.split_at(errors.partition_point(|error| error.span.start <= end));
        errors = rest;
        Some((line, own))
    })
}

/// The conflicts that `git merge` has written. The first version of the lines is read.
fn conflicts(text: &str) -> Vec<Lost> {
    let mut found = Vec::new();
    let mut open: Option<(Range<usize>, Vec<Range<usize>>)> = None;
    for line in lines(text) {
        let marks = |mark: &str| text[line.clone()].starts_with(mark);
        if marks("<<<<<<< ") {
            open = Some((line.clone(), vec![line]));
        } else if let Some((first, lost)) = &mut open {
            // Only the first line is lost, up to the mark between the versions.
            if lost.len() > 1 || marks("=======") || marks("||||||| ") {
                lost.push(line.clone());
            }
            if marks(">>>>>>> ") {
                let span = first.start..first.start + "<<<<<<<".len();
                let error = Error { message: "a merge conflict".to_owned(), span };
                found.push(Lost::new(&error, text, std::mem::take(lost)));
                open = None;
            }
        }
    }
    found
}
