//! Generates the parts of the JSON that are the same in every reply of a catalog: the names of the members, and the
//! values of `result`.

use std::fmt::Write;

use errcat_catalog::{Catalog, Envelope, Piece, Row, Tag};
use proc_macro2::TokenStream;
use quote::quote;

use crate::input::Input;

/// Returns the `Frame` of this catalog.
pub(crate) fn frame(input: &Input, catalog: &Catalog) -> TokenStream {
    let krate = &input.krate;
    let Envelope { success, error, code, description, .. } = &catalog.envelope;
    let (success, error) = (head(&catalog.envelope, success), head(&catalog.envelope, error));
    let after_time = if catalog.envelope.server_time.is_some() { "\"" } else { "" };
    let comma = if success == "{" { "" } else { "," };
    let quote = if catalog.integer_codes { "" } else { "\"" };
    let code = format!("{after_time}{comma}\"{}\":{quote}", escaped(code));
    let description = format!("{quote},\"{}\":\"", escaped(description));
    let is_verbatim = catalog.rows.iter().all(is_verbatim);
    quote! {
        #krate::__private::Frame {
            success: #success,
            error: #error,
            code: #code,
            description: #description,
            is_verbatim: #is_verbatim,
        }
    }
}

/// Returns the start of a reply, up to the time. Without a time, it ends before the other members.
fn head(envelope: &Envelope, tag: &Tag) -> String {
    let result = envelope.result.as_ref().map(|name| format!("\"{}\":{}", escaped(name), value(tag)));
    let time = envelope.server_time.as_ref().map(|name| format!("\"{}\":\"", escaped(name)));
    let members: Vec<String> = result.into_iter().chain(time).collect();
    format!("{{{}", members.join(","))
}

fn value(tag: &Tag) -> String {
    match tag {
        Tag::Text(text) => format!("\"{}\"", escaped(text)),
        Tag::Boolean(boolean) => boolean.to_string(),
        Tag::Integer(number) => number.to_string(),
    }
}

/// Returns whether no text of a row needs escapes in a JSON string.
fn is_verbatim(row: &Row) -> bool {
    let message = row.message.iter().flatten().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text),
        Piece::Param(_) => None,
    });
    [&row.code, &row.description].into_iter().chain(message).all(|text| !text.contains(is_escaped))
}

fn is_escaped(character: char) -> bool {
    matches!(character, '\0'..='\u{1f}' | '"' | '\\')
}

/// Returns the text between the quotes of a JSON string, exactly as `serde_json` writes it.
fn escaped(text: &str) -> String {
    let mut json = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\u{8}' => json.push_str("\\b"),
            '\t' => json.push_str("\\t"),
            '\n' => json.push_str("\\n"),
            '\u{c}' => json.push_str("\\f"),
            '\r' => json.push_str("\\r"),
            control if is_escaped(control) => {
                let _ = write!(json, "\\u{:04x}", u32::from(control));
            }
            other => json.push(other),
        }
    }
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_escaped_as_serde_json_does() {
        let text = "\"pay\\\u{8}\t\n\u{c}\r\u{0}\u{1f}\u{7f}é😀";
        assert_eq!(escaped(text), "\\\"pay\\\\\\b\\t\\n\\f\\r\\u0000\\u001f\u{7f}é😀");
    }
}
