//! One line of a lock.

use super::{Acceptance, END, HEADER};
use crate::body::Constant;
use crate::contract::Fact;
use crate::contract::escape::{quoted, unquoted, word};
use crate::contract::key::{Key, KeyName};
use crate::contract::rule::Rule;
use crate::contract::subject::Subject;
use crate::quote::quote;

/// A line that has been read.
pub(super) enum Line {
    /// The version of the format.
    Header(u32),
    /// The last line.
    End,
    Fact(Subject, Key, Constant),
    Acceptance(Acceptance),
}

/// What is wrong with a line.
pub(super) struct Problem(pub(super) String);

/// The text of a value that is missing on one side of an acceptance.
const NONE: &str = "none";

/// Writes a fact.
pub(super) fn fact(fact: &Fact) -> String {
    let mut line = fact.subject.word().to_owned();
    let name = match &fact.subject {
        Subject::Http(kind) => Some(*kind),
        other => other.code(),
    };
    for part in [name, Some(fact.key.name().as_str()), fact.key.of()].into_iter().flatten() {
        line.push(' ');
        line.push_str(&word(part));
    }
    line.push_str(" = ");
    line.push_str(&fact.value.literal(quoted));
    line
}

/// Writes an acceptance.
pub(super) fn acceptance(acceptance: &Acceptance) -> String {
    let Acceptance { rule, subject, key, old, new, reason } = acceptance;
    let side = |value: &Option<String>| value.as_deref().map_or_else(|| NONE.to_owned(), quoted);
    let (subject, key) = (word(subject), word(key));
    format!("accept {rule} {subject} {key} {} -> {} = {}", side(old), side(new), quoted(reason))
}

/// A part of a line.
enum Token<'a> {
    Word(&'a str),
    Quoted(String),
}

impl Token<'_> {
    fn into_name(self) -> String {
        match self {
            Self::Word(word) => word.to_owned(),
            Self::Quoted(text) => text,
        }
    }
}

/// The rest of a line.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn next(&mut self) -> Result<Token<'a>, Problem> {
        self.0 = self.0.trim_ascii_start();
        let Some(text) = self.0.strip_prefix('"') else {
            let end = self.0.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(self.0.len());
            if end == 0 {
                return Err(Problem("the line is not complete; write the lock again".to_owned()));
            }
            let (word, rest) = self.0.split_at(end);
            self.0 = rest;
            return Ok(Token::Word(word));
        };
        let unclosed = || Problem("a string has no closing quote".to_owned());
        let end = end_of_string(text).ok_or_else(unclosed)?;
        self.0 = &text[end + 1..];
        let unescaped = unquoted(&text[..end]);
        let wrong = || Problem(format!("the string {} has an unknown escape", quote(&text[..end])));
        unescaped.map(Token::Quoted).ok_or_else(wrong)
    }

    fn name(&mut self) -> Result<String, Problem> {
        self.next().map(Token::into_name)
    }

    fn sign(&mut self, sign: &str) -> Result<(), Problem> {
        match self.next()? {
            Token::Word(word) if word == sign => Ok(()),
            other => Err(Problem(format!("`{sign}` must be in the place of {}", quote(&other.into_name())))),
        }
    }

    fn end(&mut self) -> Result<(), Problem> {
        // One word is enough to find the place.
        match self.0.split_whitespace().next() {
            None => Ok(()),
            Some(word) => Err(Problem(format!("{} is after the end of the value", quote(word)))),
        }
    }
}

/// Returns the place of the quote that ends a string.
fn end_of_string(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    text.bytes().position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    })
}

/// Reads a line that is not empty.
pub(super) fn read(text: &str) -> Result<Line, Problem> {
    if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| text.starts_with(mark)) {
        return Err(Problem(
            "a conflict of a merge is not resolved; keep the lines of both sides".to_owned(),
        ));
    }
    let mut rest = Rest(text);
    let first = rest.name()?;
    let line = match first.as_str() {
        HEADER => header(&rest.name()?)?,
        "accept" => Line::Acceptance(read_acceptance(&mut rest)?),
        word => read_fact(word, &mut rest)?,
    };
    rest.end()?;
    Ok(line)
}

/// Reads what is after the word of the first line and of the last one.
fn header(format: &str) -> Result<Line, Problem> {
    if format == END {
        return Ok(Line::End);
    }
    let wrong = |_| Problem(format!("{} is not the version of a format", quote(format)));
    format.parse().map(Line::Header).map_err(wrong)
}

fn read_fact(word: &str, rest: &mut Rest<'_>) -> Result<Line, Problem> {
    let Some(subject) = Subject::from_word(word, || rest.name())? else {
        return Err(Problem(format!("a line cannot begin with {}; write the lock again", quote(word))));
    };
    let name = rest.name()?;
    let unknown =
        || Problem(format!("unknown key {} of `{}`; a newer errcat may have written it", quote(&name), word));
    let name = KeyName::find(&name, &subject).ok_or_else(unknown)?;
    let key = if name.has_of() { Key::named(name, rest.name()?) } else { Key::new(name) };
    rest.sign("=")?;
    let value = read_value(rest.next()?)?;
    if !name.values().contain(&value) {
        let message = format!("the value of `{}` must be {}", name.as_str(), name.values().summary());
        return Err(Problem(message));
    }
    Ok(Line::Fact(subject, key, value))
}

fn read_value(token: Token<'_>) -> Result<Constant, Problem> {
    Ok(match token {
        Token::Quoted(text) => Constant::Text(text),
        Token::Word("null") => Constant::Null,
        Token::Word("true") => Constant::Boolean(true),
        Token::Word("false") => Constant::Boolean(false),
        Token::Word(number) if is_number(number) => Constant::Number(number.to_owned()),
        Token::Word(other) => {
            return Err(Problem(format!("{} is not a value; a string needs quotes", quote(other))));
        }
    })
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit()) && text.parse::<f64>().is_ok()
}

fn read_acceptance(rest: &mut Rest<'_>) -> Result<Acceptance, Problem> {
    let rule = rest.name()?.parse::<Rule>().map_err(|unknown| Problem(unknown.to_string()))?;
    let (subject, key) = (rest.name()?, rest.name()?);
    let old = side(rest.next()?)?;
    rest.sign("->")?;
    let new = side(rest.next()?)?;
    rest.sign("=")?;
    let reason = rest.name()?;
    Ok(Acceptance { rule, subject, key, old, new, reason })
}

fn side(token: Token<'_>) -> Result<Option<String>, Problem> {
    match token {
        Token::Quoted(text) => Ok(Some(text)),
        Token::Word(NONE) => Ok(None),
        Token::Word(other) => Err(Problem(format!("{} is not a value; it needs quotes", quote(other)))),
    }
}
