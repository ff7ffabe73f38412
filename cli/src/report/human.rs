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
        writeln!(output, "{style}{}[{}]{style:#}: {}", record.level, record.rule, record.text.trim_end())?;
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
