//! The place of each fact in the files.

use super::key::{Key, KeyName};
use crate::http_rows::covered_by;
use crate::raw::{Code, Envelope, Field, Row, Settings};
use crate::source::Span;
use crate::{Catalog, HttpKey, Side};

fn of<T>(field: &Field<T>) -> Option<Span> {
    field.given().map(|given| given.span)
}

pub(super) fn setting(raw: &Settings, name: KeyName) -> Option<Span> {
    match name {
        KeyName::CatalogName => of(&raw.name),
        KeyName::Version => of(&raw.version),
        KeyName::Prefix => of(&raw.prefix),
        KeyName::Range => of(&raw.range),
        _ => None,
    }
}

pub(super) fn envelope(raw: &Envelope, name: KeyName) -> Option<Span> {
    match name {
        KeyName::ExposeServerErrors => of(&raw.expose_server_errors),
        KeyName::ProblemJson => of(&raw.problem_json),
        KeyName::SuccessContentType => of(&raw.success_content_type),
        KeyName::FailureContentType => of(&raw.failure_content_type),
        KeyName::HttpStatus => of(&raw.http_status),
        _ => None,
    }
}

/// Returns the place of the code in `[http]` that a kind has on one side.
pub(super) fn http(catalog: &Catalog, kind: &HttpKey, side: Side) -> Option<Span> {
    let codes = &catalog.raw.http.as_ref()?.codes;
    let code = |name| codes.iter().find(|(key, _)| key.name == name).map(|(_, code)| code.span);
    covered_by(kind, side).find_map(code)
}

/// Returns the place of a value of a row.
pub(super) fn row(raw: &Row, key: &Key) -> Option<Span> {
    match key.name() {
        KeyName::Status => of(&raw.status),
        KeyName::Variant => of(&raw.variant),
        KeyName::Description => of(&raw.description),
        KeyName::Message => of(&raw.message),
        KeyName::RetryAfter => of(&raw.retry_after),
        KeyName::Retryable => of(&raw.retryable).or_else(|| of(&raw.retry_after)),
        KeyName::Level => of(&raw.level),
        KeyName::Help => of(&raw.help),
        KeyName::DocsUrl => of(&raw.docs_url),
        KeyName::Since => of(&raw.since),
        KeyName::Internal => of(&raw.internal),
        KeyName::Deprecated | KeyName::DeprecatedNote | KeyName::DeprecatedSince | KeyName::DeprecatedUse => {
            of(&raw.deprecated)
        }
        _ => named(raw, key.name(), key.of()?),
    }
}

fn named(raw: &Row, name: KeyName, of: &str) -> Option<Span> {
    match name {
        KeyName::Param => {
            let params = raw.params.given()?;
            params.value.iter().find(|param| param.name.value == of).map(|param| param.name.span)
        }
        KeyName::Alias => {
            let is_it = |code: &Code| match code {
                Code::Text(text) => text == of,
                Code::Integer(number) => number.to_string() == of,
            };
            raw.aliases.iter().find(|alias| is_it(&alias.value)).map(|alias| alias.span)
        }
        KeyName::Data => raw.data.iter().find(|datum| datum.key.value == of).map(|datum| datum.value.span),
        KeyName::Header => {
            let header = raw.headers.iter().find(|header| header.name.value.eq_ignore_ascii_case(of));
            header.map(|header| header.value.span)
        }
        _ => None,
    }
}
