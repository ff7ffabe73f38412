//! Finds the mistakes after which the parser loses lines: a header or a value without an end, a line without a value,
//! and a merge conflict.
//!
//! The parser reads the lines after such a mistake as a part of it, or not at all. So each section is parsed alone, and
//! the lines that it costs are blank when the whole file is parsed.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::advice::{self, Advice, has_key, is_open_string};
use super::header::{is_closed, line, name, region};
use super::{Error, MOST, Toml, blank};
use crate::keys;
use crate::quote::quote;

/// A mistake, and the lines that are not read because of it.
pub(super) struct Lost {
    /// None if it is a part of another mistake.
    pub(super) advice: Option<Advice>,
    lines: Vec<Range<usize>>,
}

/// How many times a section is parsed. Each time, at least one line less is read.
const ROUNDS: usize = 8;

/// Returns the mistakes, and the text without their lines.
pub(super) fn lost(text: &str) -> (Vec<Lost>, String) {
    let mut rest = text.to_owned();
    let wrong = wrong_sections(text);
    let is_in_one = |lost: &Lost| lost.lines.iter().any(|line| wrong.iter().any(|s| s.contains(&line.start)));
    let mut all: Vec<Lost> = conflicts(text).into_iter().filter(is_in_one).collect();
    blank(&mut rest, all.iter().flat_map(|lost| &lost.lines));
    for section in wrong {
        for _ in 0..ROUNDS {
            let found = in_section(&rest[section.clone()], section.end == text.len());
            if found.is_empty() {
                break;
            }
            let found = found.into_iter().map(|lost| lost.after(section.start));
            let found: Vec<Lost> = found.collect();
            blank(&mut rest, found.iter().flat_map(|lost| &lost.lines));
            all.extend(found);
        }
    }
    (all, rest)
}

impl Lost {
    fn new(error: &Error, text: &str, lines: Vec<Range<usize>>) -> Self {
        Self { advice: Some(advice::of(error, text)), lines }
    }

    /// The same mistake in a text with so many bytes before.
    fn after(mut self, bytes: usize) -> Self {
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

/// How many sections can be a part of one value: lines in a string can look like headers.
const SECTIONS_OF_A_VALUE: usize = 8;

/// The sections with mistakes, of which only the first are looked for.
fn wrong_sections(text: &str) -> Vec<Range<usize>> {
    let sections = sections(text);
    let mut wrong = Vec::new();
    let mut next = 0;
    while let Some(section) = sections.get(next).filter(|_| wrong.len() <= MOST) {
        let errors = |end: usize| Toml::parse(&text[section.start..end]).errors;
        let own = errors(section.end);
        let others = sections[next + 1..].iter().take(SECTIONS_OF_A_VALUE).enumerate();
        let mut others = others.filter(|_| own.iter().any(is_of_open_value));
        if let Some((index, _)) = others.find(|(_, last)| errors(last.end).is_empty()) {
            next += index + 1;
        } else if !own.is_empty() {
            wrong.push(section.clone());
        }
        next += 1;
    }
    wrong
}

/// The parts of a text that are read for themselves: a header of a catalog's table, and the lines up to the next one.
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

fn in_section(text: &str, is_last: bool) -> Vec<Lost> {
    let toml = Toml::parse(text);
    if let Some(lost) =
        by_line(&toml.errors, text).find_map(|(line, errors)| open_header(&line, errors, text))
    {
        return vec![lost];
    }
    if let Some(lost) = toml.errors.iter().find_map(|error| open_value(error, &toml.table, text, is_last)) {
        return vec![lost];
    }
    without_value(&toml.errors, text)
}

/// A header without a bracket. It costs the lines of its table.
fn open_header(line: &Range<usize>, errors: &[Error], text: &str) -> Option<Lost> {
    let header = &text[line.clone()];
    let (name, message) = match name(header) {
        Some(name) => (name, "a header without a closing bracket"),
        None => {
            (header.trim_matches(|c: char| !c.is_ascii_alphanumeric()), "a header without an opening bracket")
        }
    };
    let is_open = |error: &&Error| {
        error.says("unclosed")
            || error.says("unexpected key or value") && !is_closed(header)
            || error.says("key with no value")
                && !name.contains(|c: char| !c.is_ascii_alphanumeric() && c != '.')
    };
    let error = errors.iter().find(is_open).filter(|_| is_table(first_name(name)))?;
    let correct =
        if matches!(name, "error" | "reserved") { format!("[[{name}]]") } else { format!("[{name}]") };
    let advice = Advice {
        span: error.span.clone(),
        message: message.to_owned(),
        help: format!("write {}", quote(&correct)),
        is_duplicate: false,
    };
    Some(Lost { advice: Some(advice), lines: vec![region(text, line)] })
}

/// A value without an end that contains the lines after it. Those that are whole by themselves are read.
fn open_value(error: &Error, table: &DeTable<'_>, text: &str, is_last: bool) -> Option<Lost> {
    if !is_of_open_value(error) {
        return None;
    }
    let first = line(text, value_up_to(table, error.span.start)?.start);
    let depth = indentation(&text[first.clone()]);
    let is_whole = |line: &Range<usize>| {
        let line = &text[line.clone()];
        indentation(line) <= depth && has_key(line) && Toml::parse(line).errors.is_empty()
    };
    let after = || lines(&text[first.end..]).map(|line| first.end + line.start..first.end + line.end);
    let next = after().find(|line| is_whole(line)).map(|line| line.start);
    let end = text[..next.or((!is_last).then_some(text.len()))?].trim_end().len();
    let lost = [first.clone()].into_iter().chain(after().filter(|line| !is_whole(line)));
    Some(Lost::new(&Error { span: end..end, ..error.clone() }, text, lost.collect()))
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
        } else if errors.iter().any(|error| error.says("key with no value")) {
            let is_of_string = string_end.is_some_and(|end| end + 1 == line.start);
            if is_of_string && !has_key(&text[line.clone()]) {
                string_end = Some(line.end);
                found.push(Lost { advice: None, lines: vec![line] });
            } else {
                found.push(Lost::new(&errors[0], text, vec![line]));
            }
        }
    }
    found
}

/// The errors of each line.
fn by_line<'a>(mut errors: &'a [Error], text: &str) -> impl Iterator<Item = (Range<usize>, &'a [Error])> {
    std::iter::from_fn(move || {
        let line = line(text, errors.first()?.span.start);
        let (own, rest) = errors.split_at(errors.partition_point(|error| error.span.start <= line.end));
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
