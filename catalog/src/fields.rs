//! Reads a TOML table key by key. Only this module reports wrong types.

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::expected::Expected;
use crate::keys::{self, Key};
use crate::quote::quote;
use crate::raw::{Code, Datum, Deprecated, Field, Header, Param, Template};
use crate::rule::Rule;
use crate::source::{FileId, Span, Spanned};
use crate::unknown_keys;

type Value<'i> = toml::Spanned<DeValue<'i>>;

/// A key, and its value if that is a string.
type Named = (Spanned<String>, Option<Spanned<String>>);

/// A table whose keys are read one by one.
pub(crate) struct Fields<'i, 'out> {
    file: FileId,
    table: DeTable<'i>,
    /// The unknown keys that were probably meant to be known keys, each with this key.
    misspelled: Vec<(String, &'static str)>,
    out: &'out mut Diagnostics,
}

impl<'i, 'out> Fields<'i, 'out> {
    /// Reports every key that is not in `known`. If an unknown key was probably meant to be a known key, the known key
    /// is not reported as missing.
    pub(crate) fn new(file: FileId, table: DeTable<'i>, known: &[Key], out: &'out mut Diagnostics) -> Self {
        let misspelled = unknown_keys::report(file, &table, known, out);
        Self { file, table, misspelled, out }
    }

    /// Reads a misspelled key as the key that was meant, so that the row has its variant. A value of another type is not
    /// read, because it would be a second mistake.
    pub(crate) fn salvage(&mut self, key: &'static str, is_type: fn(&DeValue<'_>) -> bool) {
        let mut given = self.misspelled.iter().filter(|(_, meant)| *meant == key).map(|(given, _)| given);
        let (Some(given), false) = (given.next(), self.table.contains_key(key)) else { return };
        if let Some((name, value)) = self.table.remove_entry(&**given)
            && is_type(value.get_ref())
        {
            self.table.insert(toml::Spanned::new(name.span(), key.into()), value);
        }
    }

    /// Whether an unknown key was probably meant to be this one.
    pub(crate) fn misspells(&self, key: &str) -> bool {
        self.misspelled.iter().any(|(_, meant)| *meant == key)
    }

    fn take(&mut self, key: &str) -> Option<Value<'i>> {
        let (key, value) = self.table.remove_entry(key)?;
        // If the parser cannot read a value, it invents one without a place.
        let is_invented = value.span() == (0..0);
        Some(if is_invented { Value::new(key.span(), value.into_inner()) } else { value })
    }

    pub(crate) fn text(&mut self, key: &str) -> Field<String> {
        self.read(key, Expected::Text, text)
    }

    pub(crate) fn integer(&mut self, key: &str) -> Field<i64> {
        self.read(key, Expected::Integer, |value| integer(&value))
    }

    pub(crate) fn boolean(&mut self, key: &str) -> Field<bool> {
        self.read(key, Expected::Boolean, |value| value.as_bool())
    }

    pub(crate) fn code(&mut self, key: &str) -> Field<Code> {
        self.read(key, Expected::Code, code)
    }

    /// Returns the template under `key`: a table of any values.
    pub(crate) fn template(&mut self, key: &str) -> Field<Template> {
        let file = self.file;
        let table = self.read(key, Expected::Body, |value| value.is_table().then_some(value));
        table.and_then(|value, span| Template::of(file, value, span, self.out))
    }

    /// Takes any value under `key`. The place is the place of the key.
    pub(crate) fn any(&mut self, key: &str) -> Option<Spanned<Template>> {
        let (key, value) = self.table.remove_entry(key)?;
        let span = Span::new(self.file, key.span());
        Some(Spanned { value: Template::of(self.file, value.into_inner(), span, self.out)?, span })
    }

    /// Returns whether the value under `key` is neither a table nor an array.
    pub(crate) fn is_scalar(&self, key: &str) -> bool {
        let is_container = |value: &DeValue<'_>| value.is_table() || value.is_array();
        self.table.get(key).is_some_and(|value| !is_container(value.get_ref()))
    }

    /// Returns the keys and values under `key`, in file order, and whether all of them could be read.
    pub(crate) fn data(&mut self, key: &str) -> (Vec<Datum>, bool) {
        let file = self.file;
        let given = match self.read(key, Expected::Constants, table) {
            Field::Given(given) => given,
            other => return (Vec::new(), other.is_absent()),
        };
        let mut data = Vec::new();
        let mut is_whole = true;
        for (key, value) in given.value {
            let span = Span::new(file, value.span());
            let key_span = Span::new(file, key.span());
            let huge = huge(value.get_ref());
            let value = match value.into_inner() {
                DeValue::String(text) => Some(Template::Text(text.into_owned())),
                DeValue::Boolean(boolean) => Some(Template::Boolean(boolean)),
                other => integer(&other).map(|number| Template::Number(number.to_string())),
            };
            let Some(value) = value else {
                self.wrong_value(key.get_ref(), span, Expected::Constant, huge);
                is_whole = false;
                continue;
            };
            let key = Spanned { value: key.into_inner().into_owned(), span: key_span };
            data.push(Datum { key, value: Spanned { value, span } });
        }
        data.sort_by_key(|datum| datum.key.span);
        (data, is_whole)
    }

    /// Returns the array of integers under `key`.
    pub(crate) fn integers(&mut self, key: &str) -> Field<Vec<Spanned<i64>>> {
        let Some(value) = self.table.get(key) else { return Field::Absent };
        let span = Span::new(self.file, value.span());
        let count = value.get_ref().as_array().map(|items| items.len());
        let list = self.list(key, Expected::Range, |value| integer(&value));
        if count == Some(list.len()) { Field::Given(Spanned { value: list, span }) } else { Field::Unusable }
    }

    /// Returns every string of the array under `key`.
    pub(crate) fn texts(&mut self, key: &str) -> Vec<Spanned<String>> {
        self.list(key, Expected::Texts, text)
    }

    /// Returns every code of the array under `key`.
    pub(crate) fn codes(&mut self, key: &str) -> Vec<Spanned<Code>> {
        self.list(key, Expected::Codes, code)
    }

    /// Returns the elements of the array under `key`, and reports those of another type. A single value in place of the
    /// array is reported, and read as the only element.
    fn list<T>(
        &mut self,
        key: &str,
        expected: Expected,
        read: impl Fn(DeValue<'i>) -> Option<T>,
    ) -> Vec<Spanned<T>> {
        let Some(value) = self.take(key) else {
            return Vec::new();
        };
        let span = Span::new(self.file, value.span());
        let elements = match value.into_inner() {
            DeValue::Array(elements) => elements,
            single => {
                self.wrong_type(key, span, expected);
                return read(single).map(|value| Spanned { value, span }).into_iter().collect();
            }
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

    /// Returns the table under `key`, with the place of its header.
    pub(crate) fn table(&mut self, key: &str) -> Option<(Span, DeTable<'i>)> {
        let value = self.take(key)?;
        let span = Span::new(self.file, value.span());
        let DeValue::Table(table) = value.into_inner() else {
            self.wrong_type(key, span, Expected::Table);
            return None;
        };
        Some((span, table))
    }

    /// Returns the tables of the array under `key`, each with the place of its header, and those under a misspelled key. If
    /// there is a table in place of the array, it is reported and read as the only row.
    pub(crate) fn rows(&mut self, key: &str) -> Vec<(Span, DeTable<'i>)> {
        let expected = Expected::Rows;
        if self.table.get(key).is_some_and(|value| value.get_ref().is_table()) {
            let row = self.table(key);
            if let Some((span, _)) = &row {
                self.wrong_type(key, *span, expected);
            }
            return row.into_iter().chain(self.salvaged_rows(key)).collect();
        }
        let rows = self.list(key, expected, |value| match value {
            DeValue::Table(table) => Some(table),
            _ => None,
        });
        rows.into_iter().map(|row| (row.span, row.value)).chain(self.salvaged_rows(key)).collect()
    }

    /// Returns the tables under misspelled keys. Each of these keys has been reported.
    fn salvaged_rows(&mut self, key: &str) -> Vec<(Span, DeTable<'i>)> {
        let mut rows = Vec::new();
        for (given, _) in self.misspelled.iter().filter(|(_, meant)| *meant == key) {
            let given = self.table.remove(&**given).map(toml::Spanned::into_inner);
            let Some(DeValue::Array(tables)) = given else { continue };
            for table in tables {
                let span = Span::new(self.file, table.span());
                rows.extend(self::table(table.into_inner()).map(|table| (span, table)));
            }
        }
        rows
    }

    /// Returns the names and types under `key`, in file order.
    pub(crate) fn params(&mut self, key: &str) -> Field<Vec<Param>> {
        let texts = self.texts_by_name(key, Expected::Params);
        texts.and_then(|texts, _| Some(texts.into_iter().map(|(name, ty)| Param { name, ty }).collect()))
    }

    /// Returns the names and values under `key`, in file order.
    pub(crate) fn headers(&mut self, key: &str) -> Vec<Header> {
        let Field::Given(given) = self.texts_by_name(key, Expected::Headers) else {
            return Vec::new();
        };
        let headers = given.value.into_iter();
        headers.filter_map(|(name, value)| Some(Header { name, value: value? })).collect()
    }

    /// Returns the keys and strings of the table under `key`, in file order. A value of another type is reported, and
    /// its key is returned without it.
    fn texts_by_name(&mut self, key: &str, expected: Expected) -> Field<Vec<Named>> {
        let file = self.file;
        self.read(key, expected, table).and_then(|table, _| {
            let mut texts = Vec::new();
            for (name, value) in table {
                let name_span = Span::new(file, name.span());
                let span = Span::new(file, value.span());
                let value = text(value.into_inner()).map(|value| Spanned { value, span });
                if value.is_none() {
                    self.wrong_type(name.get_ref(), span, Expected::Text);
                }
                texts.push((Spanned { value: name.into_inner().into_owned(), span: name_span }, value));
            }
            texts.sort_by_key(|(name, _)| name.span);
            Some(texts)
        })
    }

    /// Returns the string or the table under `key`.
    pub(crate) fn deprecated(&mut self, key: &str) -> Field<Deprecated> {
        let either = |value| match value {
            DeValue::Table(table) => Some(Err(table)),
            value => text(value).map(Ok),
        };
        self.read(key, Expected::TextOrTable, either).and_then(|value, _| match value {
            Ok(note) => Some(Deprecated { since: None, note: Some(note), replacement: None }),
            Err(table) => {
                let mut fields = Fields::new(self.file, table, keys::DEPRECATED, self.out);
                let mut text = |key| fields.text(key).given().map(|text| text.value.clone());
                let (since, note) = (text("since"), text("note"));
                Some(Deprecated { since, note, replacement: fields.code("use").given().cloned() })
            }
        })
    }

    fn read<T>(
        &mut self,
        key: &str,
        expected: Expected,
        read: impl FnOnce(DeValue<'i>) -> Option<T>,
    ) -> Field<T> {
        let Some(value) = self.take(key) else {
            let is_misspelled = self.misspelled.iter().any(|(_, meant)| *meant == key);
            return if is_misspelled { Field::Unusable } else { Field::Absent };
        };
        let span = Span::new(self.file, value.span());
        let huge = huge(value.get_ref());
        if let Some(value) = read(value.into_inner()) {
            return Field::Given(Spanned { value, span });
        }
        self.wrong_value(key, span, expected, huge);
        Field::Unusable
    }

    fn wrong_value(&mut self, key: &str, span: Span, expected: Expected, huge: Option<String>) {
        match huge.filter(|_| expected.has_integers()) {
            Some(digits) => self.out.push(too_large(&digits, span, expected)),
            None => self.wrong_type(key, span, expected),
        }
    }

    fn wrong_type(&mut self, key: &str, span: Span, expected: Expected) {
        let message = format!("{} is not {}", quote(key), expected.text());
        self.out.push(Diagnostic::new(Rule::WrongType, span, message).help(expected.help(key)));
    }
}

/// The deepest nesting of a template. Bodies of real APIs have at most five levels.
const DEEPEST: usize = 16;

impl Template {
    /// Reads a template. Values that JSON does not have are reported.
    fn of(file: FileId, value: DeValue<'_>, span: Span, out: &mut Diagnostics) -> Option<Self> {
        Self::at_depth(file, value, span, 0, out)
    }

    fn at_depth(
        file: FileId,
        value: DeValue<'_>,
        span: Span,
        depth: usize,
        out: &mut Diagnostics,
    ) -> Option<Self> {
        if depth > DEEPEST {
            let message = format!("the template has more than {DEEPEST} levels");
            out.push(Diagnostic::new(Rule::WrongType, span, message).help("use fewer levels"));
            return None;
        }
        let inner = |value: Value<'_>, out: &mut Diagnostics| {
            let span = Span::new(file, value.span());
            let value = Self::at_depth(file, value.into_inner(), span, depth + 1, out)?;
            Some(Spanned { value, span })
        };
        match value {
            DeValue::String(text) => Some(Self::Text(text.into_owned())),
            DeValue::Boolean(boolean) => Some(Self::Boolean(boolean)),
            DeValue::Array(items) => {
                Some(Self::Array(items.into_iter().filter_map(|item| inner(item, out)).collect()))
            }
            DeValue::Table(table) => {
                let members = table.into_iter().filter_map(|(name, value)| {
                    let name =
                        Spanned { span: Span::new(file, name.span()), value: name.into_inner().into_owned() };
                    Some((name, inner(value, out)?))
                });
                let mut members: Vec<_> = members.collect();
                members.sort_by_key(|(name, _)| name.span);
                Some(Self::Table(members))
            }
            value => {
                let number = number(&value);
                if number.is_none() {
                    out.push(match huge(&value) {
                        Some(digits) => too_large(&digits, span, Expected::Constant),
                        None => no_json(span),
                    });
                }
                number.map(Self::Number)
            }
        }
    }
}

/// Returns a number as JSON writes it.
fn number(value: &DeValue<'_>) -> Option<String> {
    if let Some(integer) = integer(value) {
        return Some(integer.to_string());
    }
    let float: f64 = value.as_float()?.as_str().parse().ok()?;
    float.is_finite().then(|| format!("{float:?}"))
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

/// Returns the digits of an integer that does not fit into 64 bits.
fn huge(value: &DeValue<'_>) -> Option<String> {
    let number = value.as_integer().filter(|_| integer(value).is_none())?;
    let is_number = |digits: &str| !digits.is_empty() && digits.chars().all(|c| c.is_digit(number.radix()));
    let digits = number.as_str().trim_start_matches(['+', '-']);
    let prefix = match number.radix() {
        2 => "0b",
        8 => "0o",
        16 => "0x",
        _ => "",
    };
    is_number(digits).then(|| format!("{prefix}{}", number.as_str()))
}

/// A date, or a number that is infinite or none.
fn no_json(span: Span) -> Diagnostic {
    let help = "put it in quotes; JSON has no dates and no infinite numbers".to_owned();
    Diagnostic::new(Rule::WrongType, span, "this value has no JSON form").help(help)
}

fn too_large(digits: &str, span: Span, expected: Expected) -> Diagnostic {
    let (size, most) = if digits.starts_with('-') {
        ("small", format!("the smallest is `{}`", i64::MIN))
    } else {
        ("large", format!("the largest is `{}`", i64::MAX))
    };
    let message = format!("integer {} is too {size}", quote(digits));
    let help = if expected.has_codes() { format!("{most}; put a longer code in quotes") } else { most };
    Diagnostic::new(Rule::WrongType, span, message).help(help)
}
