//! A row as the documentation of its variant: text stays text, whatever Markdown or rustdoc would make of it.

use errcat_catalog::{Row, reason};

/// The documentation of a row's variant.
pub(crate) fn row(row: &Row) -> String {
    let mut doc = format!("{} ({} {})", plain(&row.code), row.status, reason(row.status));
    let paragraphs = [Some(&row.description), row.help.as_ref()];
    for paragraph in paragraphs.into_iter().flatten().filter(|paragraph| !paragraph.trim().is_empty()) {
        doc.push_str("\n\n");
        doc.push_str(&plain(paragraph));
    }
    if let Some(url) = row.docs_url.as_ref().filter(|url| is_link(url)) {
        doc.push_str("\n\n<");
        doc.push_str(url);
        doc.push('>');
    }
    doc
}

/// `text` on one line, with everything escaped that Markdown could take for more than text.
///
/// Line breaks and indentation become spaces, so that no line of it starts a code block; a code block of a doc comment
/// would be compiled and run as a test.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len() + 8);
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !plain.is_empty() {
            plain.push(' ');
        }
        for c in word.chars() {
            if c.is_ascii_punctuation() && !matches!(c, ',' | ';' | '\'' | '"' | '?' | '%') {
                plain.push('\\');
            }
            plain.push(c);
        }
    }
    plain
}

fn is_link(url: &str) -> bool {
    let scheme = url.starts_with("https://") || url.starts_with("http://");
    scheme && !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '\\'))
}
