//! SARIF 2.1.0 (OASIS), which code scanning tools read.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Paths, Record, Severity};

pub(super) fn print(records: &[Record], output: &mut impl Write) -> io::Result<()> {
    let rules: BTreeMap<_, _> = records.iter().map(|record| (record.rule, record.summary)).collect();
    let index: BTreeMap<_, _> = rules.keys().enumerate().map(|(index, rule)| (*rule, index)).collect();
    let descriptors: Vec<_> = rules
        .iter()
        .map(|(rule, summary)| json!({ "id": rule, "shortDescription": { "text": summary } }))
        .collect();
    let paths = Paths::new();
    let results: Vec<_> = records.iter().map(|record| result(record, index[record.rule], &paths)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "cargo-errcat",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": descriptors,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    writeln!(output, "{log:#}")
}

fn result(record: &Record, index: usize, paths: &Paths) -> Value {
    let level = match record.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    // GitHub refuses results without a line.
    let (line, column) = record.place.as_ref().map_or((1, 1), |place| (place.line, place.column));
    let locations: Vec<_> = record
        .path()
        .into_iter()
        .map(|path| {
            json!({ "physicalLocation": {
                "artifactLocation": { "uri": uri(&paths.of(path)) },
                "region": { "startLine": line, "startColumn": column },
            } })
        })
        .collect();
    json!({
        "ruleId": record.rule,
        "ruleIndex": index,
        "level": level,
        "message": { "text": record.with_help() },
        "locations": locations,
        "properties": {
            "who": record.who, "level": record.level, "subject": record.subject, "code": record.code,
            "key": record.key, "old": record.old, "new": record.new,
        },
    })
}

/// A path as a reference (RFC 3986). Bytes that cannot be in a path are percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
