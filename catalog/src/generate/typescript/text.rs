//! Writes texts as TypeScript.

use std::fmt::Write;

use crate::json_schema::text::quoted;

/// Returns a string literal. Characters that an editor or a parser may take for the end of a line are escaped, and so
/// are those that change the direction of a text or cannot be seen.
pub(super) fn string(text: &str) -> String {
    // Characters beyond 16 bits are two units in JavaScript.
    quoted(text, is_hidden, |literal, hidden| {
        hidden.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(literal, "\\u{unit:04x}"))
    })
}

/// Returns whether a reader of the file would not see the character, or would see the text after it elsewhere.
fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    ) || character.is_control()
}

/// Returns a text for a comment of one line. `*/` would end a comment, so it gets a space.
pub(super) fn one_line(text: &str) -> String {
    let visible = |character: char| if is_hidden(character) { ' ' } else { character };
    let text: String = text.chars().map(visible).collect();
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ").replace("*/", "* /")
}

/// Returns the name of a property, in quotes if it is not a plain identifier.
pub(super) fn property(name: &str) -> String {
    let is_start = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_' || byte == b'$';
    let is_plain = name.bytes().next().is_some_and(is_start)
        && name.bytes().all(|byte| is_start(byte) || byte.is_ascii_digit());
    if is_plain { name.to_owned() } else { string(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_string_or_hide_is_escaped() {
        assert_eq!(string("a \"b\" \\ ü 中 👨 `${x}` */"), r#""a \"b\" \\ ü 中 👨 `${x}` */""#);
        assert_eq!(
            string("\n\r\t\0\u{1b}\u{7f}\u{85}\u{2028}\u{2029}\u{202e}\u{feff}"),
            r#""\n\r\t\u0000\u001b\u007f\u0085\u2028\u2029\u202e\ufeff""#
        );
    }

    #[test]
    fn a_text_does_not_end_its_comment() {
        assert_eq!(one_line(" a */ b\n**/\u{2028}c\t d "), "a * / b ** / c d");
    }

    #[test]
    fn a_name_has_quotes_if_it_needs_them() {
        assert_eq!(["seconds", "$a_1", "__proto__"].map(property), ["seconds", "$a_1", "__proto__"]);
        assert_eq!(["1a", "", "a-b", "größe"].map(property), [r#""1a""#, r#""""#, r#""a-b""#, r#""größe""#]);
    }
}
