//! One JSON object a line.

use std::io::{self, Write};

use serde::Serialize;

use super::Record;

/// The object of a finding.
#[derive(Serialize)]
struct Object<'a> {
    rule: &'a str,
    who: Option<&'a str>,
    level: &'a str,
    subject: &'a Option<String>,
    code: &'a Option<String>,
    key: &'a Option<String>,
    old: &'a Option<String>,
    new: &'a Option<String>,
    message: &'a str,
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    help: &'a [String],
}

pub(super) fn print(records: &[Record], output: &mut impl Write) -> io::Result<()> {
    for record in records {
        let Record { rule, who, level, subject, code, key, old, new, message, place, help, .. } = record;
        let (path, place) = (record.path(), place.as_ref());
        let (line, column) = (place.map(|place| place.line), place.map(|place| place.column));
        let who = *who;
        let object =
            Object { rule, who, level, subject, code, key, old, new, message, path, line, column, help };
        serde_json::to_writer(&mut *output, &object)?;
        writeln!(output)?;
    }
    Ok(())
}
