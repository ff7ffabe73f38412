//! A TOML table, taken apart key by key: unknown keys and wrong types are reported here and nowhere else.

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::keys::{self, Key};
use crate::quote::quote;
use crate::raw::{Code, Deprecated, Field, Member, Param, Tag};
use crate::rule::Rule;
use crate::source::{FileId, Span, Spanned};

type Value<'i> = toml::Spanned<DeValue<'i>>;

/// A table whose keys are taken one by one.
pub(crate) struct Fields<'i, 'out> {
    file: FileId,
    table: DeTable<'i>,
    /// The keys that the unknown ones were most likely meant to be.
    misspelled: Vec<&'static str>,
    out: &'out mut Diagnostics,
}

impl<'i, 'out> Fields<'i, 'out> {
    /// Reports every key that is not in `known`. The key that it was meant to be is not missing.
    pub(crate) fn new(file: FileId, table: DeTable<'i>, known: &[Key], out: &'out mut Diagnostics) -> Self {
        let mut misspelled = Vec::new();
        for (key, value) in &table {
            let name = key.get_ref();
            if !known.iter().any(|known| known.name == name) {
                let near = out.nearest(name, known.iter().map(|key| key.name));
                out.push(unknown_key(Span::new(file, key.span()), name, value.get_ref(), near, known));
                misspelled.extend(near);
            }
        }
        Self { file, table, misspelled, out }
    }

    fn take(&mut self, key: &str) -> Option<Value<'i>> {
        let (key, value) = self.table.remove_entry(key)?;
        // The parser gives what it makes up for a value that it cannot read no place.
        let is_made_up = value.span() == (0..0);
        Some(if is_made_up { Value::new(key.span(), value.into_inner()) } else { value })
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
        self.read(key, "a string or an integer", code)
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

    /// Every string of the array under `key`.
    pub(crate) fn texts(&mut self, key: &str) -> Vec<Spanned<String>> {
        self.list(key, "an array of strings", text)
    }

    /// Every code of the array under `key`.
    pub(crate) fn codes(&mut self, key: &str) -> Vec<Spanned<Code>> {
        self.list(key, "an array of strings or integers", code)
    }

    /// The elements of the array under `key`; those of another type are reported.
    fn list<T>(
        &mut self,
        key: &str,
        expected: &str,
        read: impl Fn(DeValue<'i>) -> Option<T>,
    ) -> Vec<Spanned<T>> {
        let Some(value) = self.take(key) else {
            return Vec::new();
        };
        let span = Span::new(self.file, value.span());
        let DeValue::Array(elements) = value.into_inner() else {
            self.wrong_type(key, span, expected);
            return Vec::new();
        };
        let mut list = Vec::new();
        for element in elements {
            let span = Span::new(self.file, element.span());
            let huge = huge(element.get_ref());
            match read(element.into_inner()) {
                Some(value) => list.push(Spanned { value, span }),
                None => self.wrong_value(key, span, expected, huge),
            }
        }
        list
    }

    /// The table under `key`, with the place of its header.
    pub(crate) fn table(&mut self, key: &str) -> Option<(Span, DeTable<'i>)> {
        let value = self.take(key)?;
        let span = Span::new(self.file, value.span());
        let DeValue::Table(table) = value.into_inner() else {
            self.wrong_type(key, span, &format!("a table: write it under `[{key}]`"));
            return None;
        };
        Some((span, table))
    }

    /// The tables of the array under `key`, each with the place of its header. A table that should be one of them is
    /// reported, and read as the one.
    pub(crate) fn rows(&mut self, key: &str) -> Vec<(Span, DeTable<'i>)> {
        let expected = format!("an array of tables: write each row under `[[{key}]]`");
        if self.table.get(key).is_some_and(|value| value.get_ref().is_table()) {
            let row = self.table(key);
            if let Some((span, _)) = &row {
                self.wrong_type(key, *span, &expected);
            }
            return row.into_iter().collect();
        }
        let rows = self.list(key, &expected, |value| match value {
            DeValue::Table(table) => Some(table),
            _ => None,
        });
        rows.into_iter().map(|row| (row.span, row.value)).collect()
    }

    /// The names and types under `key`, in file order.
    pub(crate) fn params(&mut self, key: &str) -> Field<Vec<Param>> {
        let file = self.file;
        let Spanned { value: table, span } = match self.read(key, "a table of names and types", table) {
            Field::Given(given) => given,
            Field::Absent => return Field::Absent,
            Field::Unusable => return Field::Unusable,
        };
        let mut params = Vec::new();
        for (name, ty) in table {
            let name_span = Span::new(file, name.span());
            let span = Span::new(file, ty.span());
            let ty = text(ty.into_inner()).map(|value| Spanned { value, span });
            if ty.is_none() {
                self.wrong_type(name.get_ref(), span, "a string");
            }
            let name = Spanned { value: name.into_inner().into_owned(), span: name_span };
            params.push(Param { name, ty });
        }
        params.sort_by_key(|param| param.name.span);
        Field::Given(Spanned { value: params, span })
    }

    /// The string or the table under `key`.
    pub(crate) fn deprecated(&mut self, key: &str) -> Field<Deprecated> {
        let either = |value| match value {
            DeValue::Table(table) => Some(Err(table)),
            value => text(value).map(Ok),
        };
        let Spanned { value, span } = match self.read(key, "a string or a table", either) {
            Field::Given(given) => given,
            Field::Absent => return Field::Absent,
            Field::Unusable => return Field::Unusable,
        };
        let value = match value {
            Ok(note) => Deprecated { since: None, note: Some(note), replacement: None },
            Err(table) => {
                let mut fields = Fields::new(self.file, table, keys::DEPRECATED, self.out);
                let mut text = |key| fields.text(key).given().map(|text| text.value.clone());
                let (since, note) = (text("since"), text("note"));
                Deprecated { since, note, replacement: fields.code("use").given().cloned() }
            }
        };
        Field::Given(Spanned { value, span })
    }

    fn read<T>(
        &mut self,
        key: &str,
        expected: &str,
        read: impl FnOnce(DeValue<'i>) -> Option<T>,
    ) -> Field<T> {
        let Some(value) = self.take(key) else {
            return if self.misspelled.contains(&key) { Field::Unusable } else { Field::Absent };
        };
        let span = Span::new(self.file, value.span());
        let huge = huge(value.get_ref());
        if let Some(value) = read(value.into_inner()) {
            return Field::Given(Spanned { value, span });
        }
        self.wrong_value(key, span, expected, huge);
        Field::Unusable
    }

    fn wrong_value(&mut self, key: &str, span: Span, expected: &str, huge: Option<String>) {
        match huge.filter(|_| expected.contains("integer")) {
            Some(digits) => self.out.push(too_large(&digits, span)),
            None => self.wrong_type(key, span, expected),
        }
    }

    fn wrong_type(&mut self, key: &str, span: Span, expected: &str) {
        let message = format!("{} is not {expected}", quote(key));
        self.out.push(Diagnostic::new(Rule::WrongType, span, message).help(hint(expected)));
    }
}

fn hint(expected: &str) -> Option<String> {
    let hint = match expected {
        "a string" => "write it in quotes",
        "an integer" => "write whole digits without quotes",
        "a string or an integer" | "an array of strings or integers" => {
            "write text in quotes, or whole digits without them"
        }
        "a boolean" => "write `true` or `false`, without quotes",
        _ => return None,
    };
    Some(hint.to_owned())
}

fn code(value: DeValue<'_>) -> Option<Code> {
    match integer(&value) {
        Some(number) => Some(Code::Integer(number)),
        None => text(value).map(Code::Text),
    }
}

fn table(value: DeValue<'_>) -> Option<DeTable<'_>> {
    match value {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
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

/// The digits of an integer that has more than 64 bits.
fn huge(value: &DeValue<'_>) -> Option<String> {
    let number = value.as_integer().filter(|_| integer(value).is_none())?;
    let is_number = |digits: &str| !digits.is_empty() && digits.chars().all(|c| c.is_digit(number.radix()));
    let digits = number.as_str().trim_start_matches(['+', '-']);
    is_number(digits).then(|| number.as_str().to_owned())
}

fn too_large(digits: &str, span: Span) -> Diagnostic {
    let (size, most) = if digits.starts_with('-') {
        ("small", format!("the smallest is `{}`", i64::MIN))
    } else {
        ("large", format!("the largest is `{}`", i64::MAX))
    };
    let message = format!("integer {} is too {size}", quote(digits));
    Diagnostic::new(Rule::WrongType, span, message).help(format!("{most}; a longer code is text, in quotes"))
}

fn unknown_key(span: Span, name: &str, value: &DeValue<'_>, near: Option<&str>, known: &[Key]) -> Diagnostic {
    let kind = match value {
        DeValue::Table(_) => "table",
        DeValue::Array(elements) if elements.iter().any(|e| e.get_ref().is_table()) => "table",
        _ => "key",
    };
    let help = match near {
        Some(near) => format!("a similar {kind} exists: `{near}`"),
        None => format!("known here: {}", backticked(known)),
    };
    Diagnostic::new(Rule::UnknownKey, span, format!("unknown {kind} {}", quote(name))).help(help)
}

fn backticked(keys: &[Key]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{}`", key.name)).collect();
    quoted.join(", ")
}
