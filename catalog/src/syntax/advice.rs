//! What the parser says of a mistake, in words about a catalog, and how to go on.

use std::ops::Range;

use super::{Error, name};
use crate::quote::quote;

/// A mistake as it is told.
pub(super) struct Advice {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
    /// Whether it is about a key that has been before.
    pub(super) is_duplicate: bool,
}

/// What to say of an error.
pub(super) fn of(error: &Error, text: &str) -> Advice {
    let given = &text[error.span.clone()];
    let told = number(error, text)
        .or_else(|| value(error, given, &text[error.span.end..]))
        .or_else(|| string(error, text))
        .or_else(|| control_character(error, text))
        .or_else(|| duplicate(error, text))
        .or_else(|| end_of_value(error, text));
    let (span, message, help) = told.unwrap_or_else(|| {
        let (message, help) = other(error);
        (error.span.clone(), message, help.to_owned())
    });
    Advice { span, message, help, is_duplicate: is_duplicate(error) }
}

type Told = (Range<usize>, String, String);

fn number(error: &Error, text: &str) -> Option<Told> {
    if !error.says("unexpected leading zero") {
        return None;
    }
    let is_part = |c: char| c.is_alphanumeric() || "+-_.".contains(c);
    let start = text[..error.span.start].trim_end_matches(is_part).len();
    let rest = &text[error.span.start..];
    let span = start..error.span.start + (rest.len() - rest.trim_start_matches(is_part).len());
    let number = &text[span.clone()];
    let message = format!("number {} has a leading zero", quote(number));
    let help = "write it in quotes if it is a code whose zeros count, and without them if it is a number";
    Some((span, message, help.to_owned()))
}

/// A value that is no value of TOML.
fn value(error: &Error, given: &str, rest: &str) -> Option<Told> {
    let is_word =
        ["string values must be quoted", "invalid boolean", "invalid float", "missing opening quote"];
    if !is_word.iter().any(|message| error.says(message)) {
        return None;
    }
    let lower = given.to_ascii_lowercase();
    let in_quotes = format!("write text in quotes: {}", quote(&format!("\"{given}\"")));
    let is_line_over =
        rest.trim_start_matches([' ', '\t']).chars().next().is_none_or(|c| "\r\n#".contains(c));
    let (message, help) = if given.is_empty() && is_line_over {
        ("a key without a value".to_owned(), "write its value after `=`, or remove the line")
    } else if given.is_empty() {
        ("a text without its first quote".to_owned(), "quotes are `\"`, before and after the text")
    } else if matches!(lower.as_str(), "true" | "false" | "yes" | "no" | "on" | "off") {
        (format!("{} is no value", quote(given)), "a boolean is `true` or `false`, and text is in quotes")
    } else if matches!(lower.as_str(), "null" | "nil" | "none" | "undefined") {
        (format!("{} is no value", quote(given)), "leave the key out, or write text in quotes")
    } else if given.starts_with(['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{ab}', '`']) {
        (format!("{} is not in quotes", quote(given)), "quotes are `\"`, before and after the text")
    } else if given.starts_with(|c: char| c.is_ascii_digit()) {
        (
            format!("{} is neither a number nor in quotes", quote(given)),
            "a number has digits alone, and text is in quotes",
        )
    } else {
        (format!("{} is not in quotes", quote(given)), in_quotes.as_str())
    };
    Some((error.span.clone(), message, help.to_owned()))
}

/// Whether a string ends with its line, and its quote is missing.
pub(super) fn is_open_string(error: &Error, text: &str) -> bool {
    (error.says("invalid basic string, expected `\"`") || error.says("invalid literal string, expected `'`"))
        && text[error.span.end..].chars().next().is_none_or(|c| matches!(c, '\n' | '\r'))
}

fn string(error: &Error, text: &str) -> Option<Told> {
    for (message, quotes) in [
        ("invalid multi-line basic string, expected `\"`", "\"\"\""),
        ("invalid multi-line literal string, expected `'`", "'''"),
    ] {
        if error.says(message) {
            let start = text[..error.span.start].rfind(quotes).unwrap_or(error.span.start);
            let span = start..(start + quotes.len()).min(text.len());
            return Some((span, "a string without an end".to_owned(), format!("end it with `{quotes}`")));
        }
    }
    if is_open_string(error, text) {
        let quote = if error.says("invalid basic") { "`\"`" } else { "`'`" };
        let help = format!("end it with {quote}; a text of several lines is in `\"\"\"`");
        return Some((error.span.clone(), "a string without an end".to_owned(), help));
    }
    None
}

/// A character that a string may not hold as it is.
fn control_character(error: &Error, text: &str) -> Option<Told> {
    let at = error.span.start;
    let is_control = text[at..].starts_with(|c: char| c.is_control() && !matches!(c, '\n' | '\r'));
    if !(error.says("invalid") && is_control) {
        return None;
    }
    let help = "write it as an escape in `\"`, `\\u001b`, or leave it out";
    Some((error.span.clone(), "a control character".to_owned(), help.to_owned()))
}

fn is_duplicate(error: &Error) -> bool {
    error.says("duplicate key") || error.says("cannot extend value")
}

fn duplicate(error: &Error, text: &str) -> Option<Told> {
    let name = quote(name(error, text));
    let help = "a key stands once; remove one of the two";
    is_duplicate(error).then(|| (error.span.clone(), format!("duplicate key {name}"), help.to_owned()))
}

fn end_of_value(error: &Error, text: &str) -> Option<Told> {
    if !error.says("unexpected key or value") {
        return None;
    }
    let line = &text[text[..error.span.start].rfind('\n').map_or(0, |end| end + 1)..error.span.start];
    let rest = &text[error.span.start..];
    let help = match rest.chars().next() {
        Some(separator @ (',' | ';')) if !line.contains('[') => {
            format!("remove the `{separator}`; several values are in `[` and `]`")
        }
        _ if line.trim_start().starts_with('[') => "write each key in a line of its own".to_owned(),
        _ if line.ends_with('"') || rest.starts_with('"') => {
            "write `\\\"` for a quote in a text, and each key in a line of its own".to_owned()
        }
        _ if line.ends_with('\'') => "a text that holds `'` is in `\"`".to_owned(),
        _ => "write each key in a line of its own; a comment begins with `#`".to_owned(),
    };
    Some((error.span.clone(), "more than a value".to_owned(), help))
}

/// Whether a line gives a key its value, or is a header, as lines of a catalog do.
pub(super) fn has_key(line: &str) -> bool {
    let line = line.trim_start();
    let after_key = line.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "_-.\"'".contains(c));
    line.starts_with('[') || after_key.len() < line.len() && after_key.trim_start().starts_with(['=', ':'])
}

/// What the parser says in words that do, with a help.
fn other(error: &Error) -> (String, &'static str) {
    let help = OTHER.iter().find(|(message, _)| error.says(message)).map(|(_, help)| *help);
    let message = error.message.trim_end_matches(", expected nothing").to_owned();
    (
        message,
        help.unwrap_or("write `key = value` in a line, tables under `[name]`, and rows under `[[error]]`"),
    )
}

const OTHER: &[(&str, &str)] = &[
    ("key with no value", "write `key = value`"),
    ("extra `=`", "write `key = value`"),
    ("unquoted keys cannot be empty", "write `key = value`"),
    ("invalid key-value pair", "write `key = value`; a catalog is TOML"),
    ("invalid unquoted key", "a key is of letters, digits, `_` and `-`; put any other in quotes"),
    ("missing escaped value", "write `\\\\` for a backslash, or put the text in `'`"),
    ("too few unicode value digits", "write four digits after `\\u`, eight after `\\U`"),
    ("invalid value", "write a character of Unicode: four digits after `\\u`, eight after `\\U`"),
    ("missing comma", "write `,` between the two"),
    ("extra comma", "remove one `,`"),
    ("unexpected `=` in array", "names and values are in `{` and `}`"),
    ("missing assignment", "write `name = value`"),
    ("extra assignment", "write `name = value`, and `,` before the next"),
    ("unclosed array", "close it with `]`"),
    ("unclosed inline table", "close it with `}`"),
    ("carriage return must be", "end lines with a line feed, or with both"),
    ("cannot recurse", "no key of a catalog is so deep"),
    ("recursion limit", "no key of a catalog is so deep"),
    ("`_` may only go", "a number has digits alone, and text is in quotes"),
    ("invalid hexadecimal", "hexadecimal digits are `0` to `9` and `a` to `f`; text is in quotes"),
    ("invalid", "write text in quotes"),
];
