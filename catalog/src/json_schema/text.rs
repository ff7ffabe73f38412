//! Writes JSON.

use std::fmt::{self, Write};

/// Returns a string of JSON. Everything but quotes, backslashes and control characters stays as it is, in UTF-8.
pub(crate) fn string(text: &str) -> String {
    quoted(text, |character| character < ' ', |json, control| write!(json, "\\u{:04x}", u32::from(control)))
}

/// Returns a text in double quotes, with backslashes as in JSON. `escape` writes the other characters that are `hidden`.
pub(crate) fn quoted(
    text: &str,
    hidden: impl Fn(char) -> bool,
    escape: impl Fn(&mut String, char) -> fmt::Result,
) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            // Writing to a string cannot fail.
            other if hidden(other) => _ = escape(&mut quoted, other),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// Returns an array of values, which are JSON already.
pub(crate) fn array(values: &[String]) -> String {
    format!("[{}]", values.join(","))
}

/// Returns an object. The values are JSON already, and the names are not.
pub(crate) fn object(members: &[(impl AsRef<str>, String)]) -> String {
    let mut json = String::from("{");
    for (index, (name, value)) in members.iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        json.push_str(&string(name.as_ref()));
        json.push(':');
        json.push_str(value);
    }
    json.push('}');
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_json_escapes_is_escaped() {
        assert_eq!(
            string("a \"b\" \\ \n\r\t\u{0}\u{1b} \u{7f} ü 中 👨"),
            r#""a \"b\" \\ \n\r\t\u0000\u001b "#.to_owned() + "\u{7f} ü 中 👨\""
        );
        assert_eq!(
            object(&[("\"", "1".to_owned()), ("b", array(&["2".to_owned(), "3".to_owned()]))]),
            r#"{"\"":1,"b":[2,3]}"#
        );
        assert_eq!(array(&[]), "[]");
    }
}
