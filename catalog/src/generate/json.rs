//! The whole catalog as JSON, for templates and tools of users.

use errcat_core::CATALOG_FORMAT;

use super::schema::definitions;
use super::{rows, template};
use crate::http_rows::sides;
use crate::json_schema::text::{array, object, string};
use crate::{Catalog, HTTP_KEYS, Row, Side, example};

/// Returns the checked catalog as JSON. `schema/catalog.schema.json` describes the format.
///
/// Defaults are filled in. A member without a value is null. A later version of errcat can add members; it raises `format` if it
/// changes or removes one.
///
/// ```
/// let mut files = |_: &str| Ok(b"[[error]]\ncode = \"gone\"\nstatus = 410\n".to_vec());
/// let catalog = errcat_catalog::read("error_codes.toml", &mut files)?;
/// let json = errcat_catalog::generate::json(&catalog, false);
/// assert!(json.starts_with(r#"{"format":1,"name":null,"#));
/// # Ok::<(), Box<errcat_catalog::Rejected>>(())
/// ```
pub fn json(catalog: &Catalog, with_internal: bool) -> String {
    let envelope = &catalog.envelope;
    let range = catalog.range.map(|(least, greatest)| array(&[least.to_string(), greatest.to_string()]));
    let bodies = [
        ("success", template::shown(&envelope.success).json()),
        ("failure", template::shown(&envelope.failure).json()),
        ("field", template::shown(&envelope.field).json()),
        ("problem", template::shown(&envelope.problem).json()),
    ];
    let codes: Vec<_> = rows(catalog, with_internal).map(|row| code(catalog, row, with_internal)).collect();
    object(&[
        ("format", CATALOG_FORMAT.to_string()),
        ("name", text(catalog.name.as_deref())),
        ("version", text(catalog.version.as_deref())),
        ("prefix", text(catalog.prefix.as_deref())),
        ("range", or_null(range)),
        ("integer_codes", catalog.integer_codes.to_string()),
        ("http_status", or_null(envelope.always_ok.then(|| "200".to_owned()))),
        ("problem_json", envelope.problem_json.to_string()),
        ("success_content_type", string(&envelope.success_content_type)),
        ("failure_content_type", string(&envelope.failure_content_type)),
        ("expose_server_errors", envelope.expose_server_errors.to_string()),
        ("codes", array(&codes)),
        ("http", http(catalog, with_internal)),
        ("reserved", reserved(catalog)),
        ("bodies", object(&bodies)),
        ("schemas", definitions(catalog, "#/schemas/code", "{}")),
    ])
}

fn or_null(json: Option<String>) -> String {
    json.unwrap_or_else(|| "null".to_owned())
}

fn text(text: Option<&str>) -> String {
    or_null(text.map(string))
}

/// A code as the JSON value that is sent.
fn sent(catalog: &Catalog, code: &str) -> String {
    if catalog.integer_codes { code.to_owned() } else { string(code) }
}

fn code(catalog: &Catalog, row: &Row, with_internal: bool) -> String {
    let params: Vec<_> = row
        .params
        .iter()
        .map(|param| object(&[("name", string(&param.name)), ("type", string(param.ty.name()))]))
        .collect();
    let headers: Vec<_> = row.headers.iter().map(|(name, value)| (name.as_str(), string(value))).collect();
    let data: Vec<_> =
        row.data.iter().map(|(name, constant)| (name.as_str(), constant.literal(string))).collect();
    let replacement = catalog.replacement(row).filter(|row| with_internal || !row.internal);
    let deprecated = row.deprecated.as_ref().map(|deprecated| {
        object(&[
            ("since", text(deprecated.since.as_deref())),
            ("note", text(deprecated.note.as_deref())),
            ("use", or_null(replacement.map(|row| sent(catalog, &row.code)))),
        ])
    });
    let aliases: Vec<_> = row.aliases.iter().map(|alias| sent(catalog, alias)).collect();
    object(&[
        ("code", sent(catalog, &row.code)),
        ("variant", string(&row.variant)),
        ("status", row.status.to_string()),
        ("description", string(&row.description)),
        ("message", text(row.message_template().as_deref())),
        ("params", array(&params)),
        ("retryable", row.retryable.to_string()),
        ("retry_after", or_null(row.retry_after.map(|seconds| seconds.to_string()))),
        ("headers", object(&headers)),
        ("help", text(row.help.as_deref())),
        ("docs_url", text(row.docs_url.as_deref())),
        ("since", text(row.since.as_deref())),
        ("deprecated", or_null(deprecated)),
        ("level", string(row.level.name())),
        ("aliases", array(&aliases)),
        ("data", object(&data)),
        ("internal", row.internal.to_string()),
        ("body", example(catalog, row)),
    ])
}

/// The kinds of failures of frameworks, each with its status, and with its code on both sides.
fn http(catalog: &Catalog, with_internal: bool) -> String {
    let code = |kind, side| {
        let index = sides(kind).find(|own| *own == side).and_then(|side| catalog.http_row(kind, side));
        let row = index.map(|index| &catalog.rows[index]);
        or_null(row.filter(|row| with_internal || !row.internal).map(|row| sent(catalog, &row.code)))
    };
    let kinds: Vec<_> = HTTP_KEYS
        .iter()
        .map(|kind| {
            let members = [
                ("status", catalog.http_status(kind).to_string()),
                ("client_code", code(kind, Side::Client)),
                ("server_code", code(kind, Side::Server)),
            ];
            (kind.name, object(&members))
        })
        .collect();
    object(&kinds)
}

fn reserved(catalog: &Catalog) -> String {
    let reserved: Vec<_> = catalog
        .reserved
        .iter()
        .map(|one| object(&[("code", sent(catalog, &one.code)), ("reason", text(one.reason.as_deref()))]))
        .collect();
    array(&reserved)
}
