//! The failures that an operation may answer with, as responses.

use core::fmt::Write;
use core::time::Duration;
use std::collections::{BTreeMap, HashSet};

use errcat_core::{CodeSpan, Deprecation, Escaped};
use serde_json::{Map, Value, json};

use super::merge::add_new;
use super::schemas::{Schemas, formats};
use crate::contract::{Bodies, Deprecated};
use crate::envelope::request_id;
use crate::problem::Format;
use crate::{Code, Codes, Entry, Failure, HttpKind};

/// A failure as a document shows it. It does not have the type of its catalog, so that what follows is compiled once for
/// all catalogs.
pub(crate) struct Answer {
    code: String,
    status: u16,
    description: String,
    /// Why the code is deprecated, and what replaces it.
    deprecation: Option<String>,
    retry_after: Option<Duration>,
    /// The headers of the row.
    headers: &'static [(&'static str, &'static str)],
    /// The body in each format of the catalog.
    bodies: Vec<(Format, Value)>,
}

impl Answer {
    fn of<C: Code>(failure: Failure<C>) -> Self {
        let failure = failure.into_example();
        let entry = failure.code().map(C::entry);
        Self {
            code: failure.wire_code().to_owned(),
            status: failure.status(),
            description: one_line(failure.description()),
            deprecation: entry.and_then(Entry::deprecation).map(deprecation::<C>),
            retry_after: failure.retry_after(),
            headers: entry.map_or(&[], |entry| entry.headers()),
            // The document may be made while a request is answered, and must not have the id of this request.
            bodies: request_id::outside(|| bodies(C::BODIES, &|format| failure.to_body(format))),
        }
    }

    pub(crate) fn of_code<C: Code>(code: C) -> Self {
        Self::of(Failure::new(code))
    }

    /// What a framework answers, with the code that the catalog has for it, or with a neutral code.
    pub(crate) fn of_kind<C: Code>(kind: HttpKind) -> Self {
        Self::of(Failure::<C>::from(kind))
    }
}

/// A deprecation in sentences. An internal code is not named.
fn deprecation<C: Code>(deprecated: &Deprecated) -> String {
    let Deprecated { since, note, replacement, .. } = *deprecated;
    let is_published = |code: &&str| C::from_code(code).is_some_and(|code| !code.entry().is_internal());
    one_line(&Deprecation { since, note, replacement: replacement.filter(is_published) }.to_string())
}

/// The real bodies of a failure.
fn bodies(catalog: &Bodies, body: &dyn Fn(Format) -> Vec<u8>) -> Vec<(Format, Value)> {
    let parsed = |format| serde_json::from_slice(&body(format)).unwrap_or_default();
    formats(catalog).map(|format| (format, parsed(format))).collect()
}

/// The failures that an operation may answer with, by their statuses. Each code is there once.
pub(crate) struct Answers(BTreeMap<u16, Vec<Answer>>);

impl Answers {
    pub(crate) fn of_codes<C: Code>(codes: Codes<C>) -> Self {
        Self::new(&mut codes.map(Answer::of_code))
    }

    pub(crate) fn new(answers: &mut dyn Iterator<Item = Answer>) -> Self {
        let mut statuses: BTreeMap<u16, Vec<_>> = BTreeMap::new();
        let mut seen = HashSet::new();
        for answer in answers {
            if seen.insert((answer.status, answer.code.clone())) {
                statuses.entry(answer.status).or_default().push(answer);
            }
        }
        Self(statuses)
    }

    /// The responses, by their keys in an OpenAPI document: the status, or `default` if the catalog sends failures with
    /// the status of a success.
    pub(crate) fn responses(&self, schemas: &Schemas) -> BTreeMap<String, Value> {
        let mut keys: BTreeMap<String, Vec<_>> = BTreeMap::new();
        let mut seen = HashSet::new();
        for (status, answers) in &self.0 {
            let key = if schemas.always_ok() { "default".to_owned() } else { status.to_string() };
            let listed = keys.entry(key).or_default();
            for answer in answers {
                // In one status, each code is there once already.
                if !schemas.always_ok() || seen.insert(&answer.code) {
                    listed.push(answer);
                }
            }
        }
        keys.into_iter().map(|(key, answers)| (key, response(&answers, schemas))).collect()
    }
}

/// The responses for a success of the catalog, whose body has this schema.
pub(crate) fn success(schema: &Value, schemas: &Schemas) -> BTreeMap<String, Value> {
    let content = BTreeMap::from([(schemas.success_media_type(), json!({ "schema": schema }))]);
    let response = json!({ "description": "The request succeeded.", "content": content });
    BTreeMap::from([("200".to_owned(), response)])
}

/// The response for failures with the same status.
fn response(answers: &[&Answer], schemas: &Schemas) -> Value {
    let published: Vec<_> =
        answers.iter().copied().filter(|answer| schemas.is_published(&answer.code)).collect();
    let mut content = Map::new();
    let mut add = |format: Format| {
        let schema = schemas.inline(format);
        let examples: Map<_, _> = published.iter().filter_map(|answer| example(answer, format)).collect();
        let mut media_type = json!({ "schema": schema });
        if !examples.is_empty() {
            media_type["examples"] = examples.into();
        }
        content.insert(schemas.media_type(format).to_owned(), media_type);
    };
    schemas.formats().for_each(&mut add);
    let mut response = json!({ "description": description(answers, &published), "content": content });
    let headers = headers(&published);
    if !headers.is_empty() {
        response["headers"] = headers.into();
    }
    response
}

/// A list of the codes, in Markdown. For internal codes, the reason phrase of the status.
fn description(answers: &[&Answer], published: &[&Answer]) -> String {
    let mut text = String::new();
    for Answer { code, description, deprecation, .. } in published {
        let mark = if deprecation.is_some() { " (deprecated)" } else { "" };
        let line_break = if text.is_empty() { "" } else { "\n" };
        // Writing to a string cannot fail.
        let (code, description) = (CodeSpan(code), Escaped(description));
        let _ = write!(text, "{line_break}- {code}{mark}: {description}");
    }
    match answers {
        [first, ..] if text.is_empty() => errcat_core::reason(first.status).to_owned(),
        _ => text,
    }
}

fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// The name and the object of an example: the real body.
fn example(answer: &Answer, format: Format) -> Option<(String, Value)> {
    let (_, body) = answer.bodies.iter().find(|(other, _)| *other == format)?;
    let mut example = json!({ "summary": answer.description, "value": body });
    if let Some(deprecation) = &answer.deprecation {
        example["description"] = deprecation.as_str().into();
    }
    Some((answer.code.clone(), example))
}

/// The headers that at least one of the answers has.
fn headers(answers: &[&Answer]) -> Map<String, Value> {
    let mut headers: Map<String, Value> = Map::new();
    let mut waits = Vec::new();
    let seconds = answers.iter().filter_map(|answer| answer.retry_after).map(|wait| wait.as_secs().into());
    add_new(&mut waits, seconds);
    if !waits.is_empty() {
        let schema = json!({ "type": "integer", "minimum": 0, "examples": waits });
        let description = "The number of seconds to wait before the next attempt.";
        headers.insert("Retry-After".to_owned(), json!({ "description": description, "schema": schema }));
    }
    let rows = answers.iter().flat_map(|answer| answer.headers);
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
