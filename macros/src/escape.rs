//! Escapes of JSON strings.

use std::fmt::Write;

/// Returns whether JSON escapes this character in a string.
pub(crate) fn is_escaped(character: char) -> bool {
    matches!(character, '\0'..='\u{1f}' | '"' | '\\')
}

/// Returns the text between the quotes of a JSON string, exactly as `serde_json` writes it.
pub(crate) fn escaped(text: &str) -> String {
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
