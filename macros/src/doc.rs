//! Generates the documentation of a variant from its row. The text is escaped, so that rustdoc does not read it as
//! Markdown.

use errcat_catalog::{Deprecated, Piece, Row, reason};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the documentation of the variant of a row.
pub(crate) fn row(row: &Row) -> String {
    let mut doc = format!("{} ({} {})", plain(&row.code), row.status, reason(row.status));
    let message = row.message.as_deref().map(|message| template(row, message));
    let since = row.since.as_ref().map(|since| format!("Since {since}."));
    let formerly = (!row.aliases.is_empty()).then(|| format!("Formerly {}.", row.aliases.join(", ")));
    let paragraphs =
        [Some(&row.description), message.as_ref(), row.help.as_ref(), since.as_ref(), formerly.as_ref()];
    for paragraph in paragraphs.into_iter().flatten().filter(|paragraph| !paragraph.trim().is_empty()) {
        doc.push_str("\n\n");
        doc.push_str(&plain(paragraph));
    }
    if let Some(url) = &row.docs_url {
        doc.push_str("\n\n<");
        doc.push_str(url);
        doc.push('>');
    }
    doc
}

/// Returns the documentation of the struct with the params of a row.
pub(crate) fn params(row: &Row, message: &[Piece]) -> String {
    format!("The params of {}: {}", plain(&row.code), plain(&template(row, message)))
}

/// Returns the message of the catalog, with single braces in place of escaped ones.
fn template(row: &Row, message: &[Piece]) -> String {
    let pieces = message.iter().map(|piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Param(index) => format!("{{{}}}", row.params[*index].name),
    });
    pieces.collect()
}

/// Returns the attribute `#[deprecated]` for the items of a deprecated row.
pub(crate) fn deprecated(row: &Row) -> Option<TokenStream> {
    let deprecated = row.deprecated.as_ref()?;
    let since = deprecated.since.as_ref().map(|since| quote! { since = #since, });
    let note = Some(deprecation(deprecated)).filter(|note| !note.is_empty());
    let note = note.map(|note| quote! { note = #note });
    // Empty parentheses would be an error.
    Some(match (since, note) {
        (None, None) => quote! { #[deprecated] },
        (since, note) => quote! { #[deprecated(#since #note)] },
    })
}

/// Returns the note of a deprecated code.
pub(crate) fn deprecation(deprecated: &Deprecated) -> String {
    let instead = deprecated.replacement.as_ref().map(|variant| format!("use `{variant}` instead"));
    let parts: Vec<String> = instead.into_iter().chain(deprecated.note.clone()).collect();
    parts.join(": ")
}

/// Returns `text` on one line, with all characters escaped that have a meaning in Markdown.
///
/// Line breaks and indentation become spaces, so that no line starts a code block. rustdoc would compile and run a code
/// block as a test.
fn plain(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = String::with_capacity(text.len() + 16);
    let mut is_after_space = false;
    let mut index = 0;
    while index < bytes.len() {
        // The compiler does not optimise this crate for its users, and characters take much longer than bytes.
        let start = index;
        while index < bytes.len() && is_literal(bytes[index]) {
            index += 1;
        }
        let next = text[index..].chars().next();
        let is_space = next.is_some_and(|next| next.is_whitespace() || next.is_control());
        if is_after_space && !plain.is_empty() && (start < index || !is_space) {
            plain.push(' ');
        }
        plain.push_str(&text[start..index]);
        if let Some(next) = next.filter(|_| !is_space) {
            if next.is_ascii() {
                plain.push('\\');
            }
            plain.push(next);
        }
        is_after_space = is_space;
        index += next.map_or(0, char::len_utf8);
    }
    plain
}

/// Whether the byte is a character that Markdown takes literally wherever it is.
fn is_literal(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b',' | b';' | b'\'' | b'"' | b'?' | b'%')
}
