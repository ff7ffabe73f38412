//! A list in Markdown, to paste into release notes or a comment.

use std::cmp::Reverse;
use std::io::{self, Write};

use super::Record;

pub(super) fn print(records: &[Record], output: &mut impl Write) -> io::Result<()> {
    // The changes of one catalog need no file, as in release notes.
    let has_files = records.iter().any(|record| record.who.is_none() || record.file != records[0].file);
    let mut sorted: Vec<_> = records.iter().collect();
    let section = |record: &Record| (Reverse(record.severity), record.level, record.accepted.is_some());
    sorted.sort_by_key(|record| section(record));
    for (index, records) in sorted.chunk_by(|one, other| section(one) == section(other)).enumerate() {
        let line_break = if index == 0 { "" } else { "\n" };
        let accepted = if records[0].accepted.is_some() { ", accepted" } else { "" };
        writeln!(output, "{line_break}### {}{accepted}\n", title(records[0].level))?;
        for record in records {
            let place = if has_files { place(record) } else { String::new() };
            let who = record.who.map_or_else(String::new, |who| format!(", {who}"));
            writeln!(output, "- {place}{} (`{}`{who})", escaped(&record.message), record.rule)?;
            for help in record.accepted.iter().chain(&record.help) {
                writeln!(output, "  - {}", escaped(help))?;
            }
        }
    }
    Ok(())
}

/// The file of a finding and its line, before its message.
fn place(record: &Record) -> String {
    let Some(path) = record.path() else { return String::new() };
    let line = record.place.as_ref().map_or_else(String::new, |place| format!(":{}", place.line));
    escaped(&format!("`{path}{line}`: "))
}

fn title(level: &str) -> String {
    let (first, rest) = level.split_at_checked(1).unwrap_or((level, ""));
    first.to_uppercase() + rest
}

/// Text that Markdown and HTML show as it is. What is in backticks stays: the messages have codes there. If text of a catalog
/// has backticks too, so that Markdown could pair them in another way, everything is escaped.
fn escaped(text: &str) -> String {
    let is_paired = !text.contains("``") && text.matches('`').count().is_multiple_of(2);
    let mut is_code = false;
    let mut escaped = String::new();
    for letter in text.chars() {
        is_code ^= is_paired && letter == '`';
        match letter {
            '\r' | '\n' => escaped.push(' '),
            '`' if is_paired => escaped.push('`'),
            '`' | '\\' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '&' if !is_code => {
                escaped.extend(['\\', letter]);
            }
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn text_in_backticks_stays() {
        assert_eq!(escaped("`a_b` <i> `<c>`"), r"`a_b` \<i\> `<c>`");
    }

    #[test]
    fn backticks_that_could_pair_otherwise_are_escaped() {
        assert_eq!(escaped("from `a` to ```<i>`"), r"from \`a\` to \`\`\`\<i\>\`");
        assert_eq!(escaped("from `a`<i>` to b"), r"from \`a\`\<i\>\` to b");
    }
}
