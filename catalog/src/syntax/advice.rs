//! Turns an error of the parser into a message and a help for the user of a catalog.

use std::ops::Range;

use super::{Error, name};
use crate::quote::quote;

/// The message for a mistake.
pub(super) struct Advice {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
    /// Whether the mistake is a duplicate key.
    pub(super) is_duplicate: bool,
}

/// Returns the message for an error of the parser.
pub(super) fn of(error: &Error, text: &str) -> Advice {
    let found = number(error, text)
        .or_else(|| key(error, text))
        .or_else(|| value(error, text))
        .or_else(|| string(error, text))
        .or_else(|| control_character(error, text))
        .or_else(|| duplicate(error, text))
        .or_else(|| end_of_value(error, text))
        .or_else(|| escape(error, text));
    let (span, message, help) = found.unwrap_or_else(|| {
        let (message, help) = other(error);
        (error.span.clone(), message, help.to_owned())
    });
    Advice { span, message, help, is_duplicate: is_duplicate(error) }
}

/// The place, the message and the help.
type Found = (Range<usize>, String, String);

fn number(error: &Error, text: &str) -> Option<Found> {
    if !error.says("unexpected leading zero") {
        return None;
    }
    let span = word(&error.span, text);
    let number = &text[span.clone()];
    let message = format!("number {} has a leading zero", quote(number));
    let help = "put it in quotes if it is a code, or remove the zeros if it is a number";
    Some((span, message, help.to_owned()))
}

/// The whole of a value without quotes. The parser may have taken the first part for a number, as in `2.1.0`.
fn word(span: &Range<usize>, text: &str) -> Range<usize> {
    let is_part = |c: char| c.is_alphanumeric() || "+-_.:".contains(c);
    let rest = &text[span.end..];
    let after = rest.len() - rest.trim_start_matches(is_part).len();
    text[..span.start].trim_end_matches(is_part).len()..span.end + after
}

/// What other formats have in the place of a key.
fn key(error: &Error, text: &str) -> Option<Found> {
    if !error.says("invalid unquoted key") && !error.says("key with no value") {
        return None;
    }
    let given = &text[error.span.clone()];
    if given.starts_with("//") {
        let message = format!("{} is not a comment", quote(given));
        return Some((error.span.clone(), message, "write `#` before a comment".to_owned()));
    }
    let colon = colon(error.span.start, text)?;
    Some((colon..colon + 1, "`:` after a key".to_owned(), "write `key = value`".to_owned()))
}

/// The place of a `:` after a key: here, or after the first key of this line.
pub(super) fn colon(at: usize, text: &str) -> Option<usize> {
    if text[at..].starts_with(':') {
        return Some(at);
    }
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let after_key = after_key(line);
    let rest = after_key.trim_start_matches([' ', '\t']);
    (after_key.len() < line.len() && rest.starts_with(':')).then(|| start + line.len() - rest.len())
}

/// What is after the first key of a line.
fn after_key(line: &str) -> &str {
    line.trim_start().trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "_-.\"'".contains(c))
}

/// What the parser says of a value that is not valid in TOML.
const OTHER_VALUES: [&str; 9] = [
    "string values must be quoted",
    "missing opening quote",
    "invalid boolean",
    "invalid float",
    "invalid mantissa",
    "invalid fraction",
    "invalid exponent",
    "invalid date",
    "invalid time",
];

/// A value that is not valid in TOML.
fn value(error: &Error, text: &str) -> Option<Found> {
    if !OTHER_VALUES.iter().any(|message| error.says(message)) {
        return None;
    }
    // Without a value, the place is between two words.
    let span = if error.span.is_empty() && !error.says("invalid") {
        error.span.clone()
    } else {
        word(&error.span, text)
    };
    let (given, rest) = (&text[span.clone()], &text[span.end..]);
    let lower = given.to_ascii_lowercase();
    let in_quotes = format!("put text in quotes: {}", quote(&format!("\"{given}\"")));
    let ends_line = rest.trim_start_matches([' ', '\t']).chars().next().is_none_or(|c| "\r\n#".contains(c));
    let (message, help) = if given.is_empty() && ends_line {
        ("a key without a value".to_owned(), "write its value after `=`, or remove the line")
    } else if given.is_empty() {
        ("a string without an opening quote".to_owned(), "put `\"` before and after the text")
    } else if matches!(lower.as_str(), "true" | "false" | "yes" | "no" | "on" | "off") {
        (
            format!("{} is not a value", quote(given)),
            "write `true` or `false` for a boolean, or put text in quotes",
        )
    } else if matches!(lower.as_str(), "null" | "nil" | "none" | "undefined") {
        let help = "remove the key; for `null` in a body, write the string `\"{null}\"`";
        (format!("{} is not a value", quote(given)), help)
    } else if given.starts_with(['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{ab}', '`']) {
        (format!("{} is not in quotes", quote(given)), "put `\"` before and after the text")
    } else if given.starts_with(|c: char| c.is_ascii_digit()) {
        (
            format!("{} is neither a number nor in quotes", quote(given)),
            "write a number with digits only, or put text in quotes",
        )
    } else {
        (format!("{} is not in quotes", quote(given)), in_quotes.as_str())
    };
    Some((span, message, help.to_owned()))
}

/// Returns whether the error is a string without a closing quote at the end of its line.
pub(super) fn is_open_string(error: &Error, text: &str) -> bool {
    (error.says("invalid basic string, expected `\"`") || error.says("invalid literal string, expected `'`"))
        && text[error.span.end..].chars().next().is_none_or(|c| matches!(c, '\n' | '\r'))
}

fn string(error: &Error, text: &str) -> Option<Found> {
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
        let help = format!("end it with {quote}; put a text with several lines in `\"\"\"`");
        return Some((error.span.clone(), "a string without an end".to_owned(), help));
    }
    None
}

/// A control character, which a string can only contain as an escape.
fn control_character(error: &Error, text: &str) -> Option<Found> {
    let at = error.span.start;
    let is_control = text[at..].starts_with(|c: char| c.is_control() && !matches!(c, '\n' | '\r'));
    if !(error.says("invalid") && is_control) {
        return None;
    }
    let help = "remove it, or write it as an escape such as `\\u001b` in a string with `\"`";
    Some((error.span.clone(), "a control character".to_owned(), help.to_owned()))
}

fn is_duplicate(error: &Error) -> bool {
    error.says("duplicate key") || error.says("cannot extend value")
}

fn duplicate(error: &Error, text: &str) -> Option<Found> {
    let name = quote(name(error, text));
    let help = "a key can appear only once; remove one of the two";
    is_duplicate(error).then(|| (error.span.clone(), format!("duplicate key {name}"), help.to_owned()))
}

fn end_of_value(error: &Error, text: &str) -> Option<Found> {
    if !error.says("unexpected key or value") {
        return None;
    }
    let line = &text[text[..error.span.start].rfind('\n').map_or(0, |end| end + 1)..error.span.start];
    let rest = &text[error.span.start..];
    let is_header = line.trim_start().starts_with('[');
    let help = match rest.chars().next() {
        Some(separator @ (',' | ';')) if !line.contains('[') => {
            format!("remove the `{separator}`, or put several values in `[` and `]`")
        }
        _ if is_header => "write each key on its own line".to_owned(),
        _ if line.ends_with('"') || rest.starts_with('"') => {
            "write `\\\"` for a quote inside a string, and each key on its own line".to_owned()
        }
        _ if line.ends_with('\'') => "put a text that contains `'` in `\"`".to_owned(),
        _ => "write each key on its own line; a comment starts with `#`".to_owned(),
    };
    let place = if is_header { "header" } else { "value" };
    Some((error.span.clone(), format!("unexpected text after the {place}"), help))
}

/// An escape that is wrong. Often it is the backslash of a path.
fn escape(error: &Error, text: &str) -> Option<Found> {
    let is_number = error.says("too few unicode value digits") || error.says("invalid value");
    if !is_number && !error.says("missing escaped value") {
        return None;
    }
    let (_, escape) = text[..error.span.start].rsplit_once('\\')?;
    let number = match escape.chars().next() {
        Some('x') => "write two digits after `\\x`; ",
        Some('u') => "write the four digits of a Unicode character after `\\u`; ",
        Some('U') => "write the eight digits of a Unicode character after `\\U`; ",
        _ => "",
    };
    let help = format!("{number}write `\\\\` for a backslash, or put the text in `'`");
    Some((error.span.clone(), error.message.clone(), help))
}

/// Returns whether a line sets a key or is a header.
pub(super) fn has_key(line: &str) -> bool {
    let line = line.trim_start();
    let rest = after_key(line);
    line.starts_with('[') || rest.len() < line.len() && rest.trim_start().starts_with(['=', ':'])
}

/// Returns the parser's own message, with a help.
fn other(error: &Error) -> (String, &'static str) {
    let help = OTHER.iter().find(|(message, _)| error.says(message)).map(|(_, help)| *help);
    let message = error.message.trim_end_matches(", expected nothing").to_owned();
    (
        message,
        help.unwrap_or("write `key = value` on each line, tables under `[name]`, and rows under `[[error]]`"),
    )
}

const OTHER: &[(&str, &str)] = &[
    (
        "a merge conflict",
        "keep one of the two versions, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`",
    ),
    ("key with no value", "write `key = value`"),
    ("extra `=`", "write `key = value`"),
    ("unquoted keys cannot be empty", "write `key = value`"),
    ("invalid key-value pair", "write `key = value`; a catalog is TOML"),
    ("invalid unquoted key", "use letters, digits, `_` and `-`, or put the key in quotes"),
    ("missing comma", "write `,` between the two values"),
    ("extra comma", "remove one `,`"),
    ("unexpected `=` in array", "put names and values in `{` and `}`"),
    ("missing assignment", "write `name = value`"),
    ("extra assignment", "write `name = value`, and `,` before the next"),
    ("unclosed array", "close it with `]`"),
    ("unclosed inline table", "close it with `}`"),
    ("carriage return must be", "end lines with a line feed, or with a carriage return and a line feed"),
    ("cannot recurse", "a catalog has no keys at this depth"),
    ("recursion limit", "a catalog has no keys at this depth"),
    ("`_` may only go", "write a number with digits only, or put text in quotes"),
    ("invalid hexadecimal", "hexadecimal digits are `0` to `9` and `a` to `f`; put text in quotes"),
    ("invalid", "put text in quotes"),
];
