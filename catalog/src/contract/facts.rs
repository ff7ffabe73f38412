//! Makes the facts of a catalog.

use std::collections::HashMap;

use errcat_core::media_type::JSON;

use super::key::{Key, KeyName};
use super::subject::Subject;
use super::{Contract, Fact, body_facts, spans};
use crate::body::Constant;
use crate::http_rows::sides;
use crate::json_schema::facts::Facts as Values;
use crate::source::Span;
use crate::{Catalog, HTTP_KEYS, HttpKey, Row, Side, raw};

/// Returns the contract of a catalog.
pub(super) fn of(catalog: &Catalog) -> Contract {
    let mut facts = Facts { facts: Vec::with_capacity(catalog.rows.len() * 10), homes: HashMap::new() };
    let values = Values::new(catalog);
    facts.settings(catalog);
    body_facts::add(catalog, &values, &mut facts);
    facts.neutral_data(catalog, &values);
    facts.http(catalog);
    facts.rows(catalog);
    facts.reserved(catalog);
    Contract::new(facts.facts, facts.homes)
}

/// The facts that have been made.
pub(super) struct Facts {
    facts: Vec<Fact>,
    homes: HashMap<Subject, Span>,
}

pub(super) fn text(text: impl Into<String>) -> Constant {
    Constant::Text(text.into())
}

fn number(number: impl Into<u32>) -> Constant {
    Constant::Number(number.into().to_string())
}

const TRUE: Constant = Constant::Boolean(true);

impl Facts {
    pub(super) fn add(&mut self, subject: &Subject, key: Key, value: Constant, span: Option<Span>) {
        self.facts.push(Fact { subject: subject.clone(), key, value, span });
    }

    fn settings(&mut self, catalog: &Catalog) {
        let raw = catalog.raw.settings.as_ref();
        let range = catalog.range.map(|(least, greatest)| format!("{least} to {greatest}"));
        let texts = [
            (KeyName::CatalogName, catalog.name.clone()),
            (KeyName::Version, catalog.version.clone()),
            (KeyName::Prefix, catalog.prefix.clone()),
            (KeyName::Range, range),
        ];
        for (name, value) in texts {
            if let Some(value) = value {
                self.add(
                    &Subject::Catalog,
                    Key::new(name),
                    text(value),
                    raw.and_then(|raw| spans::setting(raw, name)),
                );
            }
        }
        let code_type = if catalog.integer_codes { "integer" } else { "string" };
        let first = catalog.rows.first().map(|row| row.span);
        self.add(&Subject::Catalog, Key::new(KeyName::CodeType), text(code_type), first);
        self.envelope(catalog);
    }

    fn envelope(&mut self, catalog: &Catalog) {
        let envelope = &catalog.envelope;
        let span = |name| catalog.raw.envelope.as_ref().and_then(|raw| spans::envelope(raw, name));
        let switches = [
            (KeyName::ExposeServerErrors, envelope.expose_server_errors),
            (KeyName::ProblemJson, envelope.problem_json),
        ];
        for (name, value) in switches {
            self.add(&Subject::Envelope, Key::new(name), Constant::Boolean(value), span(name));
        }
        let content_types = [
            (KeyName::SuccessContentType, &envelope.success_content_type),
            (KeyName::FailureContentType, &envelope.failure_content_type),
        ];
        for (name, value) in content_types.into_iter().filter(|(_, value)| *value != JSON) {
            self.add(&Subject::Envelope, Key::new(name), text(value), span(name));
        }
        if envelope.always_ok {
            let name = KeyName::HttpStatus;
            self.add(&Subject::Envelope, Key::new(name), number(200_u16), span(name));
        }
    }

    /// Adds the `data` that a failure with a neutral code has. If there are no such failures, or if no body sends the
    /// value, `[defaults]` is only another way to write the rows.
    fn neutral_data(&mut self, catalog: &Catalog, values: &Values<'_>) {
        if !values.has_neutral_codes() {
            return;
        }
        let sent = catalog.envelope.data_keys();
        for (key, value) in catalog.default_data.iter().filter(|(key, _)| sent.contains(&key.as_str())) {
            let place = catalog.raw.default_data.iter().find(|datum| datum.key.value == *key);
            let span = place.map(|datum| datum.value.span);
            self.add(&Subject::Defaults, Key::named(KeyName::DefaultData, key), value.clone(), span);
        }
    }

    fn http(&mut self, catalog: &Catalog) {
        for kind in &HTTP_KEYS {
            let subject = Subject::Http(kind.name);
            for side in sides(kind) {
                let key = Key::named(KeyName::HttpCode, side.class());
                self.add(&subject, key, sent(catalog, kind, side), spans::http(catalog, kind, side));
            }
            let usual = Side::of(kind.usual_status());
            let status = number(catalog.http_status(kind));
            self.add(&subject, Key::new(KeyName::KindStatus), status, spans::http(catalog, kind, usual));
        }
    }

    fn rows(&mut self, catalog: &Catalog) {
        let codes: HashMap<&str, &str> =
            catalog.rows.iter().map(|row| (row.variant.as_str(), row.code.as_str())).collect();
        let mut before = None;
        for (index, row) in catalog.rows.iter().enumerate() {
            let subject = Subject::Code(row.code.clone());
            self.homes.insert(subject.clone(), row.span);
            let raw = catalog.raw.rows.get(index);
            let mut of_row = OfRow { facts: self, subject, raw, home: row.span };
            of_row.properties(row);
            of_row.lists(row);
            of_row.deprecation(row, &codes);
            if let Some(before) = before.replace(row.code.as_str()) {
                of_row.add(Key::new(KeyName::After), text(before));
            }
        }
    }

    fn reserved(&mut self, catalog: &Catalog) {
        for reserved in &catalog.reserved {
            let subject = Subject::Reserved(reserved.code.clone());
            let reason = reserved.reason.clone().map_or(Constant::Null, Constant::Text);
            self.homes.insert(subject.clone(), reserved.span);
            self.add(&subject, Key::new(KeyName::Reason), reason, Some(reserved.span));
        }
    }
}

/// Returns the code that is sent for a kind of framework failure. It is null if it is the status.
fn sent(catalog: &Catalog, kind: &'static HttpKey, side: Side) -> Constant {
    match catalog.http_row(kind, side) {
        Some(row) => text(catalog.rows[row].code.as_str()),
        None if catalog.integer_codes => Constant::Null,
        None => text(kind.name),
    }
}

/// Makes the facts of one row.
struct OfRow<'a> {
    facts: &'a mut Facts,
    subject: Subject,
    raw: Option<&'a raw::Row>,
    /// The place of the code, for values that the file does not contain.
    home: Span,
}

impl OfRow<'_> {
    fn add(&mut self, key: Key, value: Constant) {
        let span = self.raw.and_then(|raw| spans::row(raw, &key)).unwrap_or(self.home);
        self.facts.add(&self.subject, key, value, Some(span));
    }

    fn properties(&mut self, row: &Row) {
        self.add(Key::new(KeyName::Status), number(row.status));
        self.add(Key::new(KeyName::Variant), text(row.variant.as_str()));
        self.add(Key::new(KeyName::Description), text(row.description.as_str()));
        self.add(Key::new(KeyName::Retryable), Constant::Boolean(row.retryable));
        self.add(Key::new(KeyName::Level), text(row.level.name()));
        let optional = [
            (KeyName::Message, row.message_template().map(Constant::Text)),
            (KeyName::RetryAfter, row.retry_after.map(number)),
            (KeyName::Help, row.help.clone().map(Constant::Text)),
            (KeyName::DocsUrl, row.docs_url.clone().map(Constant::Text)),
            (KeyName::Since, row.since.clone().map(Constant::Text)),
            (KeyName::Internal, row.internal.then_some(TRUE)),
        ];
        for (name, value) in optional {
            if let Some(value) = value {
                self.add(Key::new(name), value);
            }
        }
    }

    fn lists(&mut self, row: &Row) {
        for param in &row.params {
            self.add(Key::named(KeyName::Param, &param.name), text(param.ty.name()));
        }
        for alias in &row.aliases {
            self.add(Key::named(KeyName::Alias, alias), TRUE);
        }
        for (key, value) in &row.data {
            self.add(Key::named(KeyName::Data, key), value.clone());
        }
        for (name, value) in &row.headers {
            self.add(Key::named(KeyName::Header, name.to_ascii_lowercase()), text(value.as_str()));
        }
    }

    fn deprecation(&mut self, row: &Row, codes: &HashMap<&str, &str>) {
        let Some(deprecated) = &row.deprecated else { return };
        self.add(Key::new(KeyName::Deprecated), TRUE);
        let replacement = deprecated.replacement.as_deref().and_then(|variant| codes.get(variant));
        let texts = [
            (KeyName::DeprecatedSince, deprecated.since.as_deref()),
            (KeyName::DeprecatedNote, deprecated.note.as_deref()),
            (KeyName::DeprecatedUse, replacement.copied()),
        ];
        for (name, value) in texts {
            if let Some(value) = value {
                self.add(Key::new(name), text(value));
            }
        }
    }
}
