//! The failures that an operation may answer with, as responses.

use core::fmt::Write;
use std::collections::BTreeMap;

use errcat_core::CodeSpan;
use serde_json::{Map, Value, json};

use super::merge::add_new;
use super::schemas::Schemas;
use crate::problem::Format;
use crate::{Code, Codes, Failure, HttpKind};

/// The failures that an operation may answer with, by their statuses. Each code is there once.
pub(crate) struct Answers<C>(BTreeMap<u16, Vec<Failure<C>>>);

impl<C: Code> Answers<C> {
    pub(crate) fn of_codes(codes: Codes<C>) -> Self {
        Self::of_failures(codes.map(Failure::new))
    }

    /// What a framework answers, with the code that the catalog has for it, or with a neutral code.
    pub(crate) fn of_kinds(kinds: impl IntoIterator<Item = HttpKind>) -> Self {
        Self::of_failures(kinds.into_iter().map(Failure::from))
    }

    fn of_failures(failures: impl Iterator<Item = Failure<C>>) -> Self {
        let mut statuses: BTreeMap<u16, Vec<_>> = BTreeMap::new();
        for failure in failures {
            let same = statuses.entry(failure.status()).or_default();
            if same.iter().all(|other: &Failure<C>| other.wire_code() != failure.wire_code()) {
                same.push(failure.into_example());
            }
        }
        Self(statuses)
    }

    /// The responses, by their keys in an OpenAPI document: the status, or `default` if the catalog sends failures with
    /// the status of a success.
    pub(crate) fn responses(&self, schemas: &Schemas<C>) -> BTreeMap<String, Value> {
        let mut keys: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for (status, failures) in &self.0 {
            let key = if C::BODIES.always_ok { "default".to_owned() } else { status.to_string() };
            keys.entry(key).or_default().extend(failures);
        }
        keys.into_iter().map(|(key, failures)| (key, response(&failures, schemas))).collect()
    }
}

/// The responses for a success of the catalog, whose body has this schema.
pub(crate) fn success<C: Code>(schema: &Value) -> BTreeMap<String, Value> {
    let content = BTreeMap::from([(Schemas::<C>::success_media_type(), json!({ "schema": schema }))]);
    let response = json!({ "description": "The request succeeded.", "content": content });
    BTreeMap::from([("200".to_owned(), response)])
}

/// The response for failures with the same status.
fn response<C: Code>(failures: &[&Failure<C>], schemas: &Schemas<C>) -> Value {
    let published: Vec<_> =
        failures.iter().copied().filter(|failure| schemas.is_published(failure.wire_code())).collect();
    let mut content = Map::new();
    let mut add = |format: Format| {
        let schema = schemas.inline(format);
        let examples: Map<_, _> = published.iter().map(|failure| example(failure, format)).collect();
        let mut media_type = json!({ "schema": schema });
        if !examples.is_empty() {
            media_type["examples"] = examples.into();
        }
        content.insert(Schemas::<C>::media_type(format).to_owned(), media_type);
    };
    Schemas::<C>::formats().for_each(&mut add);
    let mut response = json!({ "description": description(failures, &published), "content": content });
    let headers = headers(&published);
    if !headers.is_empty() {
        response["headers"] = headers.into();
    }
    response
}

/// A list of the codes, in Markdown. For internal codes, the reason phrase of the status.
fn description<C: Code>(failures: &[&Failure<C>], published: &[&Failure<C>]) -> String {
    let mut text = String::new();
    for failure in published {
        let description = one_line(failure.description());
        let deprecated = failure.code().and_then(|code| code.entry().deprecated());
        let mark = if deprecated.is_some() { " (deprecated)" } else { "" };
        let line_break = if text.is_empty() { "" } else { "\n" };
        // Writing to a string cannot fail.
        let code = CodeSpan(failure.wire_code());
        let _ = write!(text, "{line_break}- {code}{mark}: {description}");
    }
    match failures {
        [first, ..] if text.is_empty() => errcat_core::reason(first.status()).to_owned(),
        _ => text,
    }
}

fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// The name and the object of an example: the real body.
fn example<C: Code>(failure: &Failure<C>, format: Format) -> (String, Value) {
    let body: Value = serde_json::from_slice(&failure.to_body(format)).unwrap_or_default();
    let example = json!({ "summary": one_line(failure.description()), "value": body });
    (failure.wire_code().to_owned(), example)
}

/// The headers that at least one of the failures has.
fn headers<C: Code>(failures: &[&Failure<C>]) -> Map<String, Value> {
    let mut headers: Map<String, Value> = Map::new();
    let mut waits = Vec::new();
    let seconds =
        failures.iter().filter_map(|failure| failure.retry_after()).map(|wait| wait.as_secs().into());
    add_new(&mut waits, seconds);
    if !waits.is_empty() {
        let schema = json!({ "type": "integer", "minimum": 0, "examples": waits });
        let description = "The number of seconds to wait before the next attempt.";
        headers.insert("Retry-After".to_owned(), json!({ "description": description, "schema": schema }));
    }
    let rows = failures.iter().filter_map(|failure| failure.code()).flat_map(|code| code.entry().headers());
    let mut values: BTreeMap<String, (&str, Vec<Value>)> = BTreeMap::new();
    for (name, value) in rows {
        // Upper case and lower case are the same in the name of a header.
        let (_, values) = values.entry(name.to_ascii_lowercase()).or_insert((name, Vec::new()));
        add_new(values, [(*value).into()]);
    }
    for (name, values) in values.into_values() {
        let schema = json!({ "type": "string", "examples": values });
        headers.insert(name.to_owned(), json!({ "schema": schema }));
    }
    headers
}
