//! A TOML table, taken apart key by key: unknown keys and wrong types are reported here and nowhere else.

use toml::de::{DeString, DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::nearest::nearest;
use crate::quote::quote;
use crate::raw::{Code, Field, Member, Tag};
use crate::rule::Rule;
use crate::source::{FileId, Span, Spanned};

type Value<'i> = toml::Spanned<DeValue<'i>>;

/// A table whose keys are taken one by one.
pub(crate) struct Fields<'i, 'out> {
    file: FileId,
    table: DeTable<'i>,
    out: &'out mut Diagnostics,
}

impl<'i, 'out> Fields<'i, 'out> {
    /// Reports every key that is not in `known`.
    pub(crate) fn new(file: FileId, table: DeTable<'i>, known: &[&str], out: &'out mut Diagnostics) -> Self {
        for (key, value) in &table {
            if !known.contains(&key.get_ref().as_ref()) {
                out.push(unknown_key(file, key, value.get_ref(), known));
            }
        }
        Self { file, table, out }
    }

    /// The value under `key`, as it is.
    pub(crate) fn take(&mut self, key: &str) -> Option<Value<'i>> {
        self.table.remove(key)
    }

    pub(crate) fn text(&mut self, key: &str) -> Field<String> {
        self.read(key, "a string", text)
    }

    pub(crate) fn integer(&mut self, key: &str) -> Field<i64> {
        self.read(key, "an integer", |value| integer(&value))
    }

    pub(crate) fn boolean(&mut self, key: &str) -> Field<bool> {
        self.read(key, "a boolean", |value| value.as_bool())
    }

    pub(crate) fn code(&mut self, key: &str) -> Field<Code> {
        self.read(key, "a string or an integer", |value| match integer(&value) {
            Some(number) => Some(Code::Integer(number)),
            None => text(value).map(Code::Text),
        })
    }

    pub(crate) fn member(&mut self, key: &str) -> Field<Member> {
        self.read(key, "a string or `false`", |value| match value {
            DeValue::Boolean(false) => Some(Member::Omitted),
            value => text(value).map(Member::Named),
        })
    }

    pub(crate) fn tag(&mut self, key: &str) -> Field<Tag> {
        self.read(key, "a string, a boolean or an integer", |value| match value {
            DeValue::Boolean(value) => Some(Tag::Boolean(value)),
            value => match integer(&value) {
                Some(number) => Some(Tag::Integer(number)),
                None => text(value).map(Tag::Text),
            },
        })
    }

    /// Every string of the array under `key`; the elements that are none are reported.
    pub(crate) fn texts(&mut self, key: &str) -> Vec<Spanned<String>> {
        let Some(value) = self.take(key) else {
            return Vec::new();
        };
        let span = Span::new(self.file, value.span());
        let DeValue::Array(elements) = value.into_inner() else {
            self.wrong_type(key, span, "an array of strings");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for element in elements {
            let span = Span::new(self.file, element.span());
            match text(element.into_inner()) {
                Some(value) => texts.push(Spanned { value, span }),
                None => self.wrong_type(key, span, "an array of strings"),
            }
        }
        texts
    }

    fn read<T>(
        &mut self,
        key: &str,
        expected: &str,
        read: impl FnOnce(DeValue<'i>) -> Option<T>,
    ) -> Field<T> {
        let Some(value) = self.take(key) else {
            return Field::Absent;
        };
        let span = Span::new(self.file, value.span());
        if let Some(value) = read(value.into_inner()) {
            return Field::Given(Spanned { value, span });
        }
        self.wrong_type(key, span, expected);
        Field::Unusable
    }

    pub(crate) fn wrong_type(&mut self, key: &str, span: Span, expected: &str) {
        let message = format!("`{key}` is not {expected}");
        self.out.push(Diagnostic::new(Rule::WrongType, span, message).help(hint(expected)));
    }
}

fn hint(expected: &str) -> Option<String> {
    let hint = match expected {
        "a string" => "write it in quotes",
        "an integer" => "write whole digits without quotes, within 64 bits",
        "a boolean" => "write `true` or `false`, without quotes",
        _ => return None,
    };
    Some(hint.to_owned())
}

fn text(value: DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.into_owned()),
        _ => None,
    }
}

fn integer(value: &DeValue<'_>) -> Option<i64> {
    let number = value.as_integer()?;
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn unknown_key(
    file: FileId,
    key: &toml::Spanned<DeString<'_>>,
    value: &DeValue<'_>,
    known: &[&str],
) -> Diagnostic {
    let kind = match value {
        DeValue::Table(_) => "table",
        DeValue::Array(elements) if elements.iter().any(|e| e.get_ref().is_table()) => "table",
        _ => "key",
    };
    let name = key.get_ref();
    let help = match nearest(name, known.iter().copied()) {
        Some(near) => format!("a similar {kind} exists: `{near}`"),
        None => format!("known here: {}", backticked(known)),
    };
    let message = format!("unknown {kind} {}", quote(name));
    Diagnostic::new(Rule::UnknownKey, Span::new(file, key.span()), message).help(help)
}

fn backticked(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
