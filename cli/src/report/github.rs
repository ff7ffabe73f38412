//! Annotations of GitHub Actions: workflow commands such as `::error file=…,line=…::message`.

use std::io::{self, Write};

use super::{Paths, Place, Record, Severity};

pub(super) fn print(records: &[Record], output: &mut impl Write) -> io::Result<()> {
    let paths = Paths::new();
    for record in records {
        let Record { rule, who, severity, message, .. } = record;
        let command = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let place = record.shown_place().map_or_else(String::new, |Place { path, line, column }| {
            format!("file={},line={line},col={column},", property(&paths.of(&path)))
        });
        let title = who.map_or_else(|| (*rule).to_owned(), |who| format!("{rule} ({who})"));
        writeln!(output, "::{command} {place}title={}::{}", property(&title), data(message))?;
    }
    Ok(())
}

/// The text of a command. A line break would end the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which a comma or a colon would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
