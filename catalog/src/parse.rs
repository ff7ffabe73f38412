//! Text to what it says: syntax errors, unknown keys and wrong types are found here, meaning is not.

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fields::Fields;
use crate::keys;
use crate::raw::{Envelope, Field, File, Row};
use crate::rule::Rule;
use crate::source::{FileId, Span};

/// What `text` says, with everything that is wrong with its form written to `out`.
pub(crate) fn parse(id: FileId, text: &str, out: &mut Diagnostics) -> File {
    let (table, errors) = DeTable::parse_recoverable(text);
    let broken: Vec<usize> = errors.iter().map(|error| syntax_error(id, text, error, out)).collect();
    let mut file = file(id, table.into_inner(), out);
    excuse_broken_rows(&mut file.rows, broken);
    file
}

/// Reports one syntax error and returns where it starts.
fn syntax_error(id: FileId, text: &str, error: &toml::de::Error, out: &mut Diagnostics) -> usize {
    let span = error.span().unwrap_or(0..0);
    let start = span.start.min(text.len());
    let span = Span::new(id, start..span.end.clamp(start, text.len()));
    let help = "strings stand in quotes, tables under `[name]`, rows under `[[error]]`";
    out.push(Diagnostic::new(Rule::TomlSyntax, span, error.message()).help(help.to_owned()));
    start
}

/// A row in which the syntax is broken may miss what the broken line says.
fn excuse_broken_rows(rows: &mut [Row], mut broken: Vec<usize>) {
    broken.sort_unstable();
    let starts: Vec<usize> = rows.iter().map(|row| row.span.start).collect();
    for (index, row) in rows.iter_mut().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(usize::MAX);
        let first = broken.partition_point(|at| *at < row.span.start);
        if broken.get(first).is_some_and(|at| *at < end) {
            row.excuse_what_is_missing();
        }
    }
}

fn file(id: FileId, table: DeTable<'_>, out: &mut Diagnostics) -> File {
    let mut fields = Fields::new(id, table, keys::FILE, out);
    let include = fields.texts("include");
    let envelope = sub_table(id, &mut fields, "envelope");
    let defaults = sub_table(id, &mut fields, "defaults");
    let rows = row_tables(id, &mut fields);
    let default_status = match defaults {
        Some((_, table)) => Fields::new(id, table, keys::DEFAULTS, out).integer("status"),
        None => Field::Absent,
    };
    File {
        include,
        envelope: envelope.map(|(span, table)| self::envelope(id, span, table, out)),
        rows: rows.into_iter().map(|(span, table)| row(id, span, table, &default_status, out)).collect(),
    }
}

fn sub_table<'i>(id: FileId, fields: &mut Fields<'i, '_>, key: &str) -> Option<(Span, DeTable<'i>)> {
    let value = fields.take(key)?;
    let span = Span::new(id, value.span());
    let DeValue::Table(table) = value.into_inner() else {
        fields.wrong_type(key, span, &format!("a table: write it under `[{key}]`"));
        return None;
    };
    Some((span, table))
}

fn row_tables<'i>(id: FileId, fields: &mut Fields<'i, '_>) -> Vec<(Span, DeTable<'i>)> {
    const EXPECTED: &str = "an array of tables: write each row under `[[error]]`";
    let Some(value) = fields.take("error") else {
        return Vec::new();
    };
    let span = Span::new(id, value.span());
    let DeValue::Array(elements) = value.into_inner() else {
        fields.wrong_type("error", span, EXPECTED);
        return Vec::new();
    };
    let mut rows = Vec::new();
    for element in elements {
        let span = Span::new(id, element.span());
        match element.into_inner() {
            DeValue::Table(table) => rows.push((span, table)),
            _ => fields.wrong_type("error", span, EXPECTED),
        }
    }
    rows
}

fn envelope(id: FileId, span: Span, table: DeTable<'_>, out: &mut Diagnostics) -> Envelope {
    let mut fields = Fields::new(id, table, keys::ENVELOPE, out);
    Envelope {
        span,
        result: fields.member("result"),
        success: fields.tag("success"),
        error: fields.tag("error"),
        server_time: fields.member("server_time"),
        code: fields.text("code"),
        description: fields.text("description"),
    }
}

fn row(
    id: FileId,
    span: Span,
    table: DeTable<'_>,
    default_status: &Field<i64>,
    out: &mut Diagnostics,
) -> Row {
    let mut fields = Fields::new(id, table, keys::ROW, out);
    let status = match fields.integer("status") {
        Field::Absent => default_status.clone(),
        status => status,
    };
    Row {
        span,
        code: fields.code("code"),
        status,
        description: fields.text("description"),
        retry_after: fields.integer("retry_after"),
        retryable: fields.boolean("retryable"),
        variant: fields.text("variant"),
        help: fields.text("help"),
        docs_url: fields.text("docs_url"),
    }
}
