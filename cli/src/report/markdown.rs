//! A list in Markdown, to paste into release notes or a comment.

use std::io::{self, Write};

use super::Record;

pub(super) fn print(records: &[Record], output: &mut impl Write) -> io::Result<()> {
    let mut level = "";
    for record in records {
        if record.level != level {
            let line_break = if level.is_empty() { "" } else { "\n" };
            writeln!(output, "{line_break}### {}\n", title(record.level))?;
            level = record.level;
        }
        writeln!(output, "- {} (`{}`)", escaped(&record.message), record.rule)?;
    }
    Ok(())
}

fn title(level: &str) -> String {
    let (first, rest) = level.split_at_checked(1).unwrap_or((level, ""));
    first.to_uppercase() + rest
}

/// Text that Markdown and HTML show as it is. What is in backticks stays: the messages have codes there.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for (index, part) in text.split('`').enumerate() {
        if index > 0 {
            escaped.push('`');
        }
        if index % 2 == 1 {
            escaped.push_str(part);
            continue;
        }
        for letter in part.chars() {
            if "\\*_{}[]<>#|&".contains(letter) {
                escaped.push('\\');
            }
            escaped.push(letter);
        }
    }
    escaped.replace(['\r', '\n'], " ")
}
