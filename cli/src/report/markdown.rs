//! A list in Markdown, to paste into release notes or a comment.

use std::cmp::Reverse;
use std::io::{self, Write};

use super::Record;

pub(super) fn print(records: &[Record], has_files: bool, output: &mut impl Write) -> io::Result<()> {
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
    let (marker, text) = text.split_at(list_marker(text));
    if let Some(sign) = marker.chars().next_back() {
        escaped.extend([&marker[..marker.len() - sign.len_utf8()], "\\"]);
        escaped.push(sign);
    }
    for letter in text.chars() {
        is_code ^= is_paired && letter == '`';
        match letter {
            '\r' | '\n' => escaped.push(' '),
            '`' if is_paired => escaped.push('`'),
            '`' | '\\' | '*' | '_' | '~' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '&'
                if !is_code =>
            {
                escaped.extend(['\\', letter]);
            }
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// The length of what begins a list in Markdown: `-`, `+`, or a number with `.` or `)`.
fn list_marker(text: &str) -> usize {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let is_marker = if digits == 0 { rest.starts_with(['-', '+']) } else { rest.starts_with(['.', ')']) };
    if is_marker { digits + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn text_in_backticks_stays() {
        assert_eq!(escaped("`a_b` <i> `<c>`"), r"`a_b` \<i\> `<c>`");
    }

    #[test]
    fn text_begins_no_list() {
        let texts = [("- a", r"\- a"), ("1. a", r"1\. a"), ("+", r"\+"), ("12) a", r"12\) a"), ("12", "12")];
        for (text, expected) in texts {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn backticks_that_could_pair_otherwise_are_escaped() {
        assert_eq!(escaped("from `a` to ```<i>`"), r"from \`a\` to \`\`\`\<i\>\`");
        assert_eq!(escaped("from `a`<i>` to b"), r"from \`a\`\<i\>\` to b");
    }
}
