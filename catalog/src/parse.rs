//! Text to what it says: syntax errors, unknown keys and wrong types are found here, meaning is not.

use toml::de::DeTable;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fields::Fields;
use crate::http;
use crate::keys;
use crate::raw::{Catalog, Envelope, Field, File, Http, Reserved, Row, Settings};
use crate::rule::Rule;
use crate::source::{FileId, Span};

/// What `text` says, with everything that is wrong with its form written to `out`.
pub(crate) fn parse(id: FileId, text: &str, out: &mut Diagnostics) -> File {
    let (table, errors) = DeTable::parse_recoverable(text);
    let broken: Vec<usize> = errors.iter().map(|error| syntax_error(id, text, error, out)).collect();
    let mut file = file(id, table.into_inner(), out);
    excuse_broken_rows(&mut file.catalog.rows, broken);
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
    let settings = fields.table("catalog");
    let envelope = fields.table("envelope");
    let defaults = fields.table("defaults");
    let http = fields.table("http");
    let rows = fields.rows("error");
    let reserved = fields.rows("reserved");
    let default_status = match defaults {
        Some((_, table)) => Fields::new(id, table, keys::DEFAULTS, out).integer("status"),
        None => Field::Absent,
    };
    let catalog = Catalog {
        settings: settings.map(|(span, table)| self::settings(id, span, table, out)),
        envelope: envelope.map(|(span, table)| self::envelope(id, span, table, out)),
        http: http.map(|(span, table)| self::http(id, span, table, out)),
        reserved: reserved.into_iter().map(|(span, table)| self::reserved(id, span, table, out)).collect(),
        rows: rows.into_iter().map(|(span, table)| row(id, span, table, &default_status, out)).collect(),
    };
    File { include, catalog }
}

fn settings(id: FileId, span: Span, table: DeTable<'_>, out: &mut Diagnostics) -> Settings {
    let mut fields = Fields::new(id, table, keys::CATALOG, out);
    Settings {
        span,
        name: fields.text("name"),
        docs_url: fields.text("docs_url"),
        strict: fields.boolean("strict"),
        allow: fields.texts("allow"),
    }
}

fn http(id: FileId, span: Span, table: DeTable<'_>, out: &mut Diagnostics) -> Http {
    let mut fields = Fields::new(id, table, http::KEYS, out);
    let codes = http::KINDS.iter().filter_map(|kind| match fields.code(kind.name) {
        Field::Given(code) => Some((kind, code)),
        Field::Absent | Field::Unusable => None,
    });
    Http { span, codes: codes.collect() }
}

fn reserved(id: FileId, span: Span, table: DeTable<'_>, out: &mut Diagnostics) -> Reserved {
    let mut fields = Fields::new(id, table, keys::RESERVED, out);
    Reserved { span, code: fields.code("code"), reason: fields.text("reason") }
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
        incident: fields.text("incident"),
        expose_server_errors: fields.boolean("expose_server_errors"),
        problem_json: fields.boolean("problem_json"),
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
        message: fields.text("message"),
        params: fields.params("params"),
        retry_after: fields.integer("retry_after"),
        retryable: fields.boolean("retryable"),
        variant: fields.text("variant"),
        help: fields.text("help"),
        docs_url: fields.text("docs_url"),
        since: fields.text("since"),
        deprecated: fields.deprecated("deprecated"),
        level: fields.text("level"),
        aliases: fields.codes("aliases"),
    }
}
