//! Parses the text of one file into [`raw`](crate::raw) rows.
//!
//! This stage reports syntax errors, unknown keys and wrong types. It does not check what the values mean.

use std::collections::HashSet;

use errcat_core::HTTP_KEYS;
use toml::de::DeTable;

use crate::content::{self, Content};
use crate::diagnostic::Diagnostics;
use crate::fields::Fields;
use crate::keys;
use crate::raw::{Catalog, Datum, Envelope, Field, File, Http, Reserved, Row, Settings};
use crate::source::{FileId, Sources, Span};
use crate::syntax::{Repaired, Toml};

/// A file that is a catalog.
pub(crate) struct Parsed {
    pub(crate) file: File,
    /// Whether diagnostics may show its lines.
    pub(crate) is_shown: bool,
}

/// What diagnostics may say about a file that is not a catalog.
pub(crate) struct Foreign {
    /// The first byte that cannot be part of a catalog.
    pub(crate) at: usize,
    /// The key for rows that the first unknown key was probably meant to be.
    pub(crate) near: Option<&'static str>,
}

/// Parses one file, and writes every mistake in its form to `out`.
pub(crate) fn parse(id: FileId, sources: &Sources, out: &mut Diagnostics) -> Result<Parsed, Foreign> {
    let text = sources.text(id);
    let toml = Toml::parse(text);
    let first_error = toml.first_error();
    let repaired = toml.repaired(text);
    let (text, toml) = match &repaired {
        Some(Repaired { text, .. }) => (&text[..], Toml::parse_repaired(text)),
        None => (text, toml),
    };
    let content = Content::of(sources.text(id), &toml.table, first_error.is_none());
    if content == Content::Other {
        let (other, near) = content::first_other(&toml.table).unzip();
        if let Some(at) = other.into_iter().chain(first_error).min() {
            return Err(Foreign { at: at.min(text.len()), near: near.flatten() });
        }
    }
    let reported = out.len();
    let broken = repaired.as_ref().map(|repaired| repaired.report(id, sources, out)).unwrap_or_default();
    let file = match toml.without_wrong_headers(id, text, out) {
        Some((text, places)) => {
            let broken = [broken, places].concat();
            catalog(id, Toml::parse_repaired(&text), broken, sources, out)
        }
        None => catalog(id, toml, broken, sources, out),
    };
    let is_right = out.len() == reported;
    let is_shown = match content {
        Content::Rows => true,
        Content::Includes => is_right,
        Content::Other if is_right => false,
        Content::Other => {
            let first = out.split_off(reported).filter_map(|diagnostic| diagnostic.span).min();
            return Err(Foreign { at: first.map_or(0, |span| span.start), near: None });
        }
    };
    Ok(Parsed { file, is_shown })
}

/// Reads the tables of a catalog.
fn catalog(
    id: FileId,
    toml: Toml<'_>,
    mut broken: Vec<usize>,
    sources: &Sources,
    out: &mut Diagnostics,
) -> File {
    broken.extend(toml.report(id, sources, out));
    let mut file = file(id, toml.table, out);
    broken.sort_unstable();
    let breaks = |table| breaks(sources.text(id), &broken, table);
    if let Some(envelope) = &mut file.catalog.envelope {
        envelope.may_lack_bodies |= breaks("envelope");
    }
    let rows = &mut file.catalog.rows;
    if breaks("defaults") {
        rows.iter_mut().for_each(Row::excuse_missing_keys);
    }
    excuse_broken_rows(rows, &broken);
    file
}

/// Whether one of these places is in this table or in its header.
fn breaks(text: &str, broken: &[usize], table: &str) -> bool {
    // Before the first header, a line can name the table too.
    let (mut is_in_table, mut is_at_root, mut start) = (false, true, 0);
    !broken.is_empty()
        && text.split_inclusive('\n').any(|line| {
            if line.trim_start().starts_with('[') {
                (is_in_table, is_at_root) = (names(line, table), false);
            }
            let first = broken.partition_point(|at| *at < start);
            start += line.len();
            (is_in_table || is_at_root && names(line, table))
                && broken.get(first).is_some_and(|at| *at < start)
        })
}

/// Whether a line begins with the name of this table, in a header or before a dot.
fn names(line: &str, table: &str) -> bool {
    let rest = line
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '[' | '"' | '\''))
        .strip_prefix(table);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))
}

/// In a row with a syntax error, a missing key may be in the line that could not be read, so it is not reported.
fn excuse_broken_rows(rows: &mut [Row], broken: &[usize]) {
    let starts: Vec<usize> = rows.iter().map(|row| row.span.start).collect();
    for (index, row) in rows.iter_mut().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(usize::MAX);
        let first = broken.partition_point(|at| *at < row.span.start);
        if broken.get(first).is_some_and(|at| *at < end) {
            row.excuse_missing_keys();
        }
    }
}

/// `[defaults]`: values for the rows of the same file.
#[derive(Default)]
struct Defaults {
    status: Field<i64>,
    data: Vec<Datum>,
    /// Whether more `data` can be under a key that is not known.
    may_lack_data: bool,
}

fn file(id: FileId, table: DeTable<'_>, out: &mut Diagnostics) -> File {
    let http_span = table.get("http").map(|http| Span::new(id, http.span()));
    let has_defaults = table.contains_key("defaults");
    let mut fields = Fields::new(id, table, keys::FILE, out);
    let include = fields.texts("include");
    let settings = fields.table("catalog");
    let envelope = fields.table("envelope");
    let defaults = fields.table("defaults");
    let http = fields.table("http");
    let mut rows = fields.rows("error");
    // After a wrong header, the rows under it come last.
    rows.sort_by_key(|(span, _)| span.start);
    let reserved = fields.rows("reserved");
    let is_misspelled = fields.misspells("defaults");
    let may_lack_bodies = fields.misspells("envelope");
    let is_table = defaults.is_some();
    let mut defaults = match defaults {
        Some((_, table)) => {
            let mut fields = Fields::new(id, table, keys::DEFAULTS, out);
            let is_misspelled = fields.misspells("data");
            let (data, is_whole) = fields.data("data");
            let may_lack_data = is_misspelled || !is_whole;
            Defaults { status: fields.integer("status"), data, may_lack_data }
        }
        None => Defaults::default(),
    };
    if is_misspelled || has_defaults && !is_table {
        defaults = Defaults { status: Field::Unusable, may_lack_data: true, ..defaults };
    }
    let catalog = Catalog {
        settings: settings.map(|(span, table)| self::settings(id, span, table, out)),
        envelope: envelope
            .map(|(span, table)| Envelope { may_lack_bodies, ..self::envelope(id, span, table, out) }),
        http: match http {
            Some((span, table)) => Some(self::http(id, span, table, out)),
            None => http_span.map(|span| Http { span, codes: Vec::new(), is_complete: false }),
        },
        reserved: reserved.into_iter().map(|(span, table)| self::reserved(id, span, table, out)).collect(),
        default_data: defaults.data.clone(),
        rows: rows.into_iter().map(|(span, table)| row(id, span, table, &defaults, out)).collect(),
    };
    File { include, catalog }
}

fn settings(id: FileId, span: Span, table: DeTable<'_>, out: &mut Diagnostics) -> Settings {
    let mut fields = Fields::new(id, table, keys::CATALOG, out);
    Settings {
        span,
        name: fields.text("name"),
        docs_url: fields.text("docs_url"),
        version: fields.text("version"),
        prefix: fields.text("prefix"),
        range: fields.integers("range"),
        strict: fields.boolean("strict"),
        allow: fields.texts("allow"),
    }
}

fn http(id: FileId, span: Span, table: DeTable<'_>, out: &mut Diagnostics) -> Http {
    let is_known = |name: &str| HTTP_KEYS.iter().any(|key| key.name == name);
    let mut is_complete = table.keys().all(|name| is_known(name.get_ref()));
    let mut fields = Fields::new(id, table, &keys::HTTP, out);
    let mut codes = Vec::new();
    for key in &HTTP_KEYS {
        match fields.code(key.name) {
            Field::Given(code) => codes.push((key, code)),
            Field::Unusable => is_complete = false,
            Field::Absent => {}
        }
    }
    Http { span, codes, is_complete }
}

fn reserved(id: FileId, span: Span, table: DeTable<'_>, out: &mut Diagnostics) -> Reserved {
    let mut fields = Fields::new(id, table, keys::RESERVED, out);
    Reserved { span, code: fields.code("code"), reason: fields.text("reason") }
}

fn envelope(id: FileId, span: Span, table: DeTable<'_>, out: &mut Diagnostics) -> Envelope {
    let flat_keys = keys::FLAT_ENVELOPE.iter().map(|key| key.name);
    let is_flat = |name: &str| flat_keys.clone().any(|key| key == name);
    let (former, table) = table.into_iter().partition(|(name, _)| is_flat(name.get_ref()));
    let mut former = Fields::new(id, former, keys::FLAT_ENVELOPE, out);
    let mut flat: Vec<_> = flat_keys.filter_map(|key| Some((key, former.any(key)?))).collect();
    let mut fields = Fields::new(id, table, keys::ENVELOPE, out);
    // `success` was the name of a key before it was the name of a body.
    if fields.is_scalar("success") {
        flat.extend(fields.any("success").map(|value| ("success", value)));
    }
    Envelope {
        span,
        success: fields.template("success"),
        failure: fields.template("failure"),
        field: fields.template("field"),
        problem: fields.template("problem"),
        may_lack_bodies: false,
        http_status: fields.integer("http_status"),
        flat,
        expose_server_errors: fields.boolean("expose_server_errors"),
        problem_json: fields.boolean("problem_json"),
        success_content_type: fields.text("success_content_type"),
        failure_content_type: fields.text("failure_content_type"),
    }
}

/// Returns the constants of a row, with those of `[defaults]` that the row does not have.
fn data(own: Vec<Datum>, defaults: &[Datum]) -> Vec<Datum> {
    if defaults.is_empty() {
        return own;
    }
    let keys: HashSet<&str> = own.iter().map(|datum| datum.key.value.as_str()).collect();
    let missing: Vec<Datum> =
        defaults.iter().filter(|default| !keys.contains(default.key.value.as_str())).cloned().collect();
    own.into_iter().chain(missing).collect()
}

fn row(id: FileId, span: Span, table: DeTable<'_>, defaults: &Defaults, out: &mut Diagnostics) -> Row {
    let mut fields = Fields::new(id, table, keys::ROW, out);
    fields.salvage("code", |value| value.is_str() || value.is_integer());
    fields.salvage("variant", |value| value.as_str().is_some());
    let misspells_data = fields.misspells("data");
    let (own_data, is_whole) = fields.data("data");
    let may_lack_data = defaults.may_lack_data || misspells_data || !is_whole;
    let misspells_params = fields.misspells("params");
    let params = fields.params("params");
    let may_lack_params = misspells_params || matches!(params, Field::Unusable);
    let own_status = fields.integer("status");
    let has_default_status = own_status.is_absent();
    Row {
        span,
        code: fields.code("code"),
        status: if has_default_status { defaults.status.clone() } else { own_status },
        description: fields.text("description"),
        message: fields.text("message"),
        params,
        retry_after: fields.integer("retry_after"),
        retryable: fields.boolean("retryable"),
        headers: fields.headers("headers"),
        variant: fields.text("variant"),
        help: fields.text("help"),
        docs_url: fields.text("docs_url"),
        since: fields.text("since"),
        deprecated: fields.deprecated("deprecated"),
        level: fields.text("level"),
        aliases: fields.codes("aliases"),
        data: data(own_data, &defaults.data),
        internal: fields.boolean("internal"),
        has_default_status,
        may_lack_data,
        may_lack_params,
    }
}
