//! Writes JSON.

use std::fmt::Write;

/// Returns a string of JSON. Everything but quotes, backslashes and control characters stays as it is, in UTF-8.
pub(crate) fn string(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            // Writing to a string cannot fail.
            '\0'..=' ' if character != ' ' => _ = write!(json, "\\u{:04x}", u32::from(character)),
            other => json.push(other),
        }
    }
    json.push('"');
    json
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
