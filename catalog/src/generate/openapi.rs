//! The components of an OpenAPI document: the schemas of the bodies, and a response for each status.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use errcat_core::media_type::{PROBLEM_JSON, name};
use errcat_core::{CodeSpan, Escaped};

use super::deprecation;
use super::neutral::{neutral_rows, restated_rows};
use super::schema::named;
use crate::body::Node;
use crate::example::without_params;
use crate::json_schema::text::{array, object, string};
use crate::{Catalog, Row};

/// Returns a document of OpenAPI 3.1 without paths. Its components are ready to be referred to: the schemas `ErrorCode`,
/// `Failure`, `Success` and `Problem`, and a response for each status, such as `Failure404`, with an example for each code that
/// the schema `ErrorCode` lists, also for the neutral ones.
/// With `http_status = 200`, the only response is `Failure200`.
///
/// ```
/// let mut files = |_: &str| Ok(b"[[error]]\ncode = \"gone\"\nstatus = 410\n".to_vec());
/// let catalog = errcat_catalog::read("error_codes.toml", &mut files)?;
/// let document = errcat_catalog::generate::openapi(&catalog, false);
/// assert!(document.contains(r##""Failure410":{"description":"- `gone`: Gone""##));
/// # Ok::<(), Box<errcat_catalog::Rejected>>(())
/// ```
pub fn openapi(catalog: &Catalog, with_internal: bool) -> String {
    let title = catalog.name.as_deref().unwrap_or("error codes");
    let version = catalog.version.as_deref().unwrap_or("0.0.0");
    let info = object(&[("title", string(title)), ("version", string(version))]);
    let components =
        object(&[("schemas", schemas(catalog)), ("responses", responses(catalog, with_internal))]);
    object(&[
        ("openapi", string("3.1.0")),
        ("info", info),
        ("paths", "{}".to_owned()),
        ("components", components),
    ])
}

/// The schemas, under the names that errcat's features for OpenAPI use.
fn schemas(catalog: &Catalog) -> String {
    let named = named(catalog, "#/components/schemas/ErrorCode", "{}").map(|(name, schema)| match name {
        "code" => ("ErrorCode", with_extensible_enum(&schema)),
        "failure" => ("Failure", schema),
        "success" => ("Success", schema),
        _ => ("Problem", schema),
    });
    object(&named)
}

/// The schema of the codes, whose last keyword has them as examples, with the keyword that other tools read.
fn with_extensible_enum(schema: &str) -> String {
    let codes = schema.split_once(r#""examples":"#).and_then(|(_, codes)| codes.strip_suffix('}'));
    match (codes, schema.strip_suffix('}')) {
        (Some(codes), Some(open)) => format!(r#"{open},"x-extensible-enum":{codes}}}"#),
        _ => schema.to_owned(),
    }
}

fn responses(catalog: &Catalog, with_internal: bool) -> String {
    let mut statuses: BTreeMap<u16, Vec<&Row>> = BTreeMap::new();
    let mut seen = HashSet::new();
    let (neutral, restated) = (neutral_rows(catalog), restated_rows(catalog));
    for row in catalog.rows.iter().chain(&restated).chain(&neutral) {
        let status = if catalog.envelope.always_ok { 200 } else { row.status };
        let published = statuses.entry(status).or_default();
        if seen.insert((status, &row.code)) && (with_internal || !row.internal) {
            published.push(row);
        }
    }
    let responses: Vec<_> = statuses
        .iter()
        .map(|(status, rows)| (format!("Failure{status}"), response(catalog, *status, rows, with_internal)))
        .collect();
    object(&responses)
}

fn response(catalog: &Catalog, status: u16, rows: &[&Row], with_internal: bool) -> String {
    let mut members = vec![("description", string(&description(status, rows)))];
    let headers = headers(rows);
    if !headers.is_empty() {
        members.push(("headers", object(&headers)));
    }
    let envelope = &catalog.envelope;
    let media_type = |schema, body| {
        let example = |row: &&Row| (row.code.clone(), example_of(catalog, row, body, with_internal));
        media_type(schema, &rows.iter().map(example).collect::<Vec<_>>())
    };
    let mut content = vec![(name(&envelope.failure_content_type), media_type("Failure", &envelope.failure))];
    if envelope.problem_json {
        content.push((PROBLEM_JSON, media_type("Problem", &envelope.problem)));
    }
    members.push(("content", object(&content)));
    object(&members)
}

fn media_type(schema: &str, examples: &[(String, String)]) -> String {
    let reference = object(&[("$ref", string(&format!("#/components/schemas/{schema}")))]);
    let mut members = vec![("schema", reference)];
    if !examples.is_empty() {
        members.push(("examples", object(examples)));
    }
    object(&members)
}

fn example_of(catalog: &Catalog, row: &Row, body: &Node, with_internal: bool) -> String {
    let mut members = vec![("summary", string(&one_line(&row.text())))];
    members.extend(deprecation(catalog, row, with_internal).map(|text| ("description", string(&text))));
    members.push(("value", without_params(catalog, row, body)));
    object(&members)
}

/// A list of the codes, in Markdown.
fn description(status: u16, rows: &[&Row]) -> String {
    let line = |row: &&Row| {
        let code = CodeSpan(&row.code);
        let mark = if row.deprecated.is_some() { " (deprecated)" } else { "" };
        format!("- {code}{mark}: {}", Escaped(&row.text()))
    };
    let lines: Vec<_> = rows.iter().map(line).collect();
    if lines.is_empty() { crate::reason(status).to_owned() } else { lines.join("\n") }
}

fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// The headers that at least one row has.
fn headers(rows: &[&Row]) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    let waits: BTreeSet<u32> = rows.iter().filter_map(|row| row.retry_after).collect();
    if !waits.is_empty() {
        let waits: Vec<_> = waits.iter().map(u32::to_string).collect();
        let schema =
            object(&[("type", string("integer")), ("minimum", "0".to_owned()), ("examples", array(&waits))]);
        let description = string("The number of seconds to wait before the next attempt.");
        headers.push(("Retry-After".to_owned(), object(&[("description", description), ("schema", schema)])));
    }
    let mut values: BTreeMap<String, (&str, Vec<String>)> = BTreeMap::new();
    for (name, value) in rows.iter().flat_map(|row| &row.headers) {
        // Upper case and lower case are the same in the name of a header.
        let (_, values) = values.entry(name.to_ascii_lowercase()).or_insert((name, Vec::new()));
        let value = string(value);
        if !values.contains(&value) {
            values.push(value);
        }
    }
    for (name, values) in values.into_values() {
        let schema = object(&[("type", string("string")), ("examples", array(&values))]);
        headers.push((name.to_owned(), object(&[("schema", schema)])));
    }
    headers
}
