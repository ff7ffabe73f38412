//! Text for people, with colours on a terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{Record, Severity};

pub(super) fn print(records: &[Record], output: &mut impl Write) -> io::Result<()> {
    for (index, record) in records.iter().enumerate() {
        if index > 0 {
            writeln!(output)?;
        }
        let style = style(record.severity);
        let Record { level, rule, .. } = record;
        let who = record.who.map_or_else(String::new, |who| format!(" for {who}"));
        writeln!(output, "{style}{level}[{rule}]{style:#}{who}: {}", record.text.trim_end())?;
    }
    Ok(())
}

fn style(severity: Severity) -> Style {
    let color = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Cyan,
    };
    color.on_default().bold()
}
