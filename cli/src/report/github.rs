//! Annotations of GitHub Actions: workflow commands such as `::error file=…,line=…::message`.

use std::io::{self, Write};

use super::{Paths, Record, Severity};

pub(super) fn print(records: &[Record], output: &mut impl Write) -> io::Result<()> {
    let paths = Paths::new();
    for record in records {
        let Record { rule, who, severity, .. } = record;
        let command = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let file = record.path().map(|path| format!("file={},", property(&paths.of(path))));
        // What is no longer in a file has no line there.
        let line = record.place.as_ref().map(|place| format!("line={},col={},", place.line, place.column));
        let place = file.into_iter().chain(line).collect::<String>();
        let title = who.map_or_else(|| (*rule).to_owned(), |who| format!("{rule} ({who})"));
        writeln!(output, "::{command} {place}title={}::{}", property(&title), data(&record.with_help()))?;
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
