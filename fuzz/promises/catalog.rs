//! The promises about every catalog, whether it is accepted or rejected.
//!
//! The fuzz target and the ordinary tests check them. Each promise is a short function. If you add a key to the file
//! format, add a promise for it.

use std::collections::HashSet;
use std::fmt::Debug;
use std::hash::Hash;
use std::io;

use errcat_catalog::body::{Node, Tell};
use errcat_catalog::slot::Slot;
use errcat_catalog::{Catalog, Diagnostic, Diagnostics, Envelope, Piece, Rejected, Row, json_schema, reason};
use serde_json::Value;
use toml::de::{DeTable, DeValue};

/// The names of the files in the input. The main file comes first. A NUL, which TOML cannot contain, separates two
/// files.
const FILES: [&str; 4] = ["error_codes.toml", "a.toml", "b.toml", "c.toml"];

/// No message is longer than this number of bytes.
const LONGEST_MESSAGE: usize = 16 * 1024;

/// Reads the bytes as a catalog, and checks the promises about the result.
///
/// # Panics
///
/// Panics if a promise is broken.
pub(crate) fn hold(bytes: &[u8]) {
    let files: Vec<&[u8]> = bytes.splitn(FILES.len(), |byte| *byte == 0).collect();
    match errcat_catalog::read(FILES[0], &mut |path: &str| load(&files, path)) {
        Ok(catalog) => {
            is_checked(&catalog);
            has_the_values_of_the_file(&catalog, files[0]);
        }
        Err(rejected) => is_explained(&rejected),
    }
}

fn load(files: &[&[u8]], path: &str) -> io::Result<Vec<u8>> {
    let index = FILES.iter().position(|name| *name == path);
    let bytes = index.and_then(|index| files.get(index)).ok_or(io::ErrorKind::NotFound)?;
    Ok(bytes.to_vec())
}

fn is_checked(catalog: &Catalog) {
    assert!(catalog.is_complete);
    let rows = &catalog.rows;
    assert!((1..=65_535).contains(&rows.len()), "{} rows", rows.len());
    // An alias belongs to one row, and is not the code of a row.
    are_distinct(rows.iter().flat_map(|row| row.aliases.iter().chain([&row.code])));
    for row in rows {
        for code in row.aliases.iter().chain([&row.code]) {
            is_a_code(code);
        }
        a_row_with_retry_after_is_retryable(row);
        assert!(row.description.len() <= 65_535, "{row:?}");
        message_has_its_params(row);
        docs_url_is_a_link(row);
        headers_have_one_line_each(row);
        replacement_is_in_use(row, catalog);
    }
    for (kind, variant) in &catalog.http {
        let row = rows.iter().find(|row| row.variant == *variant).expect("a kind has a row");
        assert!(kind.may_have(row.status), "{kind:?}: {row:?}");
    }
    for message in catalog.warnings.messages() {
        is_printable(&message);
    }
    rows_are_usable(catalog);
    codes_are_of_one_kind(catalog);
    bodies_are_usable(&catalog.envelope);
    rows_have_the_data_of_bodies(catalog);
    schemas_are_json(catalog);
}

/// What the code generation relies on, both for an accepted catalog and for the rows that are salvaged from a rejected
/// one.
fn rows_are_usable(catalog: &Catalog) {
    are_distinct(catalog.rows.iter().map(|row| row.variant.as_str()));
    for row in &catalog.rows {
        assert!((400..=599).contains(&row.status), "{row:?}");
        assert_ne!(row.retry_after, Some(0), "{row:?}");
        variant_is_an_identifier(row);
        has_a_place(row, catalog);
    }
}

fn are_distinct<T: Copy + Debug + Eq + Hash>(values: impl Iterator<Item = T>) {
    let mut seen = HashSet::new();
    for value in values {
        assert!(seen.insert(value), "{value:?} appears twice");
    }
}

fn is_a_code(code: &str) {
    assert!((1..=1024).contains(&code.len()), "{code:?}");
    assert!(!code.contains(char::is_control), "{code:?}");
}

fn message_has_its_params(row: &Row) {
    are_distinct(row.params.iter().map(|param| param.name.as_str()));
    for param in &row.params {
        is_an_identifier(&param.name);
    }
    let taken = ["Success", "Failure", "Envelope", "Result"].contains(&row.variant.as_str());
    assert!(row.params.is_empty() || row.message.is_some() && !taken, "{row:?}");
    for piece in row.message.iter().flatten() {
        match piece {
            Piece::Text(text) => assert!(!text.is_empty(), "{row:?}"),
            Piece::Param(index) => assert!(*index < row.params.len(), "{row:?}"),
        }
    }
}

fn headers_have_one_line_each(row: &Row) {
    let names: Vec<String> = row.headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
    are_distinct(names.iter().map(String::as_str));
    for (name, value) in &row.headers {
        assert!(
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':'),
            "{row:?}"
        );
        assert!(value.is_ascii() && !value.replace('\t', " ").contains(char::is_control), "{row:?}");
        assert_eq!(value.trim(), value, "{row:?}");
        assert!(!name.to_ascii_lowercase().starts_with("content-"), "{row:?}");
    }
}

fn docs_url_is_a_link(row: &Row) {
    let Some(url) = &row.docs_url else { return };
    assert!(url.starts_with("https://") || url.starts_with("http://"), "{row:?}");
    assert!(!url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}".contains(c)), "{row:?}");
}

fn replacement_is_in_use(row: &Row, catalog: &Catalog) {
    let Some(variant) = row.deprecated.as_ref().and_then(|deprecated| deprecated.replacement.as_ref()) else {
        return;
    };
    let by = catalog.rows.iter().find(|row| row.variant == *variant).expect("a replacement has a row");
    assert!(by.deprecated.is_none(), "{row:?}");
}

fn a_row_with_retry_after_is_retryable(row: &Row) {
    assert!(row.retryable || row.retry_after.is_none(), "{row:?}");
}

/// The name is a Rust identifier, and it is not the name of another item of the enum.
fn variant_is_an_identifier(row: &Row) {
    is_an_identifier(&row.variant);
}

fn is_an_identifier(name: &str) {
    let mut characters = name.chars();
    let first = characters.next().expect("a name is not empty");
    assert!(first == '_' || unicode_ident::is_xid_start(first), "{name:?}");
    assert!(characters.all(unicode_ident::is_xid_continue), "{name:?}");
    assert!(!["_", "self", "Self", "super", "crate", "ALL", "from_code"].contains(&name), "{name:?}");
}

fn has_a_place(row: &Row, catalog: &Catalog) {
    let place = catalog.sources.place(row.span);
    assert!(FILES.contains(&place.path), "{place}");
    assert!(place.line > 0 && place.column > 0, "{place}");
}

fn codes_are_of_one_kind(catalog: &Catalog) {
    for row in catalog.rows.iter().filter(|_| catalog.integer_codes) {
        let number: i64 = row.code.parse().expect("a number");
        assert_eq!(number.to_string(), row.code);
    }
}

/// What the code generation relies on: a payload and the members of a failure have one place each, and constants that
/// separate the two bodies are different.
fn bodies_are_usable(envelope: &Envelope) {
    let bodies = [
        (&envelope.success, Slot::Payload),
        (&envelope.failure, Slot::Members),
        (&envelope.problem, Slot::Members),
    ];
    for (body, rest) in bodies {
        let mut places = 0;
        body.slots(&mut |slot| places += usize::from(*slot == rest));
        assert_eq!(places, 1, "{body:?}");
        members_have_names(body);
    }
    for Tell { path, success, failure } in &envelope.tells {
        assert!(!path.is_empty() && success != failure, "{path:?}: {success:?}");
    }
}

fn members_have_names(body: &Node) {
    match body {
        Node::Object(members) => {
            assert!(members.len() <= 65, "a reader marks each member with a bit");
            let names = || members.iter().filter_map(|member| member.name.as_deref());
            assert!(names().all(|name| !name.is_empty()), "{body:?}");
            are_distinct(names());
            for member in members {
                members_have_names(&member.node);
            }
        }
        Node::Array(items) => items.iter().for_each(members_have_names),
        Node::Constant(_) | Node::Slot(..) | Node::Text(_) => {}
    }
}

fn rows_have_the_data_of_bodies(catalog: &Catalog) {
    for key in catalog.envelope.data_keys() {
        for row in &catalog.rows {
            assert!(row.data.iter().any(|(name, _)| *name == key), "{key}: {row:?}");
        }
    }
}

/// The schemas have one text of JSON. A part that is not in it is one that its reader knows.
fn schemas_are_json(catalog: &Catalog) {
    let text = json_schema(catalog, "\"Code\"");
    let schemas: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let members = schemas.as_object().expect("an object");
    assert_eq!(members.len(), 5, "{text}");
    assert_eq!(members["name"], "\"Code\"");
    for name in ["code", "failure", "success", "problem"] {
        is_a_schema(&members[name]);
    }
}

fn is_a_schema(schema: &Value) {
    let keywords = schema.as_object().expect("an object");
    for (keyword, value) in keywords {
        match keyword.as_str() {
            "$ref" => assert!(value == "code" || value == "payload", "{schema}"),
            "anyOf" | "allOf" => value.as_array().expect("schemas").iter().for_each(is_a_schema),
            "properties" => value.as_object().expect("schemas").values().for_each(is_a_schema),
            "items" | "additionalProperties" => is_a_schema(value),
            "type" | "description" | "format" | "enum" | "examples" | "required" | "minItems"
            | "maxItems" => {}
            other => panic!("`{other}` is a keyword that not every reader knows"),
        }
    }
}

/// The rows of the main file, which come last, have the values that a TOML parser finds in this file.
fn has_the_values_of_the_file(catalog: &Catalog, file: &[u8]) {
    // A line ends in the same way on each machine.
    let text = str::from_utf8(file).expect("it is accepted").replace("\r\n", "\n");
    let file = DeTable::parse(&text).expect("it is accepted").into_inner();
    let said = file.get("error").and_then(|rows| rows.get_ref().as_array());
    let said = said.into_iter().flatten();
    let own = &catalog.rows[catalog.rows.len() - said.clone().count()..];
    for (row, said) in own.iter().zip(said) {
        let said = |key| said.get_ref().get(key).map(toml::Spanned::get_ref);
        assert_eq!(Some(row.code.clone()), said("code").and_then(text_of), "{row:?}");
        let description = said("description").and_then(text_of);
        assert_eq!(row.description, description.unwrap_or_else(|| reason(row.status).to_owned()), "{row:?}");
        if let Some(status) = said("status").and_then(text_of) {
            assert_eq!(row.status.to_string(), status, "{row:?}");
        }
    }
}

/// Returns a string, or the decimal digits of an integer.
fn text_of(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| number.to_string())
        }
        _ => None,
    }
}

fn is_explained(rejected: &Rejected) {
    let Rejected { diagnostics, salvage } = rejected;
    assert!(!diagnostics.is_empty());
    is_in_file_order(diagnostics);
    let messages: Vec<String> = diagnostics.messages().collect();
    for message in &messages {
        is_printable(message);
    }
    for (diagnostic, message) in diagnostics.iter().zip(&messages).take(Diagnostics::SHOWN) {
        starts_with_its_place(diagnostic, message, salvage);
    }
    counts_the_rest(diagnostics, &messages);
    rows_are_usable(salvage);
    schemas_are_json(salvage);
}

fn is_in_file_order(diagnostics: &Diagnostics) {
    let spans: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.span).collect();
    assert!(spans.is_sorted(), "{spans:?}");
}

/// A message is some lines of text without control characters, even if the file contains them.
fn is_printable(message: &str) {
    assert!(!message.is_empty());
    assert!(message.len() < LONGEST_MESSAGE, "{} bytes: {message}", message.len());
    assert!(!message.contains(|c: char| c.is_control() && c != '\n'), "{message:?}");
}

fn starts_with_its_place(diagnostic: &Diagnostic, message: &str, salvage: &Catalog) {
    let place = diagnostic.span.map(|span| format!("{}: ", salvage.sources.place(span)));
    let first = format!("{}{}", place.unwrap_or_default(), diagnostic.message);
    assert_eq!(message.lines().next(), Some(first.as_str()));
}

fn counts_the_rest(diagnostics: &Diagnostics, messages: &[String]) {
    let count = diagnostics.iter().count();
    assert_eq!(messages.len(), count.min(Diagnostics::SHOWN + 1));
    if let Some(more) = messages.get(Diagnostics::SHOWN) {
        assert_eq!(more, &format!("and {} more mistakes in the catalog", count - Diagnostics::SHOWN));
    }
}
