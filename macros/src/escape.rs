//! Escapes of JSON strings.

use std::fmt::Write;

/// Returns whether JSON escapes this byte in a string.
fn is_escaped(byte: u8) -> bool {
    matches!(byte, 0..=0x1f | b'"' | b'\\')
}

/// Returns whether JSON escapes a character of the text.
pub(crate) fn has_escapes(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut index = 0;
    // The compiler does not optimise this crate for its users, and iterators take much longer.
    while index < bytes.len() && !is_escaped(bytes[index]) {
        index += 1;
    }
    index < bytes.len()
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
            control @ '\0'..='\u{1f}' => {
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
        assert!(has_escapes(text) && !has_escapes("pay é😀") && !has_escapes(""));
        assert_eq!(escaped(text), "\\\"pay\\\\\\b\\t\\n\\f\\r\\u0000\\u001f\u{7f}é😀");
    }
}
