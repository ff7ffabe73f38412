//! One JSON object a line.

use std::io::{self, Write};

use serde_json::json;

use super::Record;

pub(super) fn print(records: &[Record], output: &mut impl Write) -> io::Result<()> {
    for record in records {
        let Record { rule, who, level, subject, code, key, old, new, message, place, .. } = record;
        let path = place.as_ref().map(|place| &place.path);
        let line = place.as_ref().map(|place| place.line);
        let column = place.as_ref().map(|place| place.column);
        let object = json!({
            "rule": rule, "who": who, "level": level, "subject": subject, "code": code, "key": key, "old": old,
            "new": new, "message": message, "path": path, "line": line, "column": column,
        });
        writeln!(output, "{object}")?;
    }
    Ok(())
}
