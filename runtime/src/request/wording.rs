//! The text about a client's mistake: serde's words, without the names of the server's types, and of a bounded length.

use std::fmt::{Display, Write};

/// How serde begins to say what it expects, before the name of a Rust type, and the words that replace both.
const TYPES: [(&str, &str); 10] = [
    ("internally tagged enum ", "an object"),
    ("adjacently tagged enum ", "an object"),
    ("untagged enum ", "what is expected here"),
    ("tuple struct ", "an array"),
    ("tuple variant ", "an array"),
    ("struct variant ", "an object"),
    ("unit struct ", "null"),
    ("unit variant ", "a variant's name"),
    ("struct ", "an object"),
    ("enum ", "a variant's name"),
];

/// The most characters of either end of a text. What a client has sent is in the middle.
const END: usize = 200;

/// The text that is sent.
pub(crate) fn client_text(mistake: &dyn Display) -> String {
    // Nearly every text fits, and is written without growing.
    let mut text = String::with_capacity(128);
    let _ = write!(text, "{mistake}");
    let mut sent = bounded(text);
    for start in ["expected ", "any variant of "] {
        // Only the last is serde's own: before it is what the client has written.
        let at = sent.rfind(start).map(|at| at + start.len());
        if let Some((at, rest)) = at.and_then(|at| Some((at, nameless(&sent[at..])?))) {
            sent.replace_range(at.., &rest);
        }
    }
    sent
}

/// What is expected, without the type's name; `None` if there is no type's name.
fn nameless(expected: &str) -> Option<String> {
    let (named, instead) =
        TYPES.iter().find_map(|(words, instead)| Some((expected.strip_prefix(words)?, instead)))?;
    let rest = named.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '#'));
    Some(format!("{instead}{rest}"))
}

/// The text, without its middle if it is long.
pub(super) fn bounded(text: String) -> String {
    let length = text.chars().count();
    if length <= 2 * END {
        return text;
    }
    let mut bounded: String = text.chars().take(END).collect();
    let _ = write!(bounded, " … ");
    bounded.extend(text.chars().skip(length - END));
    bounded
}

#[cfg(test)]
mod tests {
    use super::client_text;

    #[test]
    fn no_type_of_the_server_is_named() {
        for (text, expected) in [
            ("expected struct NewAccount at line 1 column 2", "expected an object at line 1 column 2"),
            (
                "a: invalid type: null, expected tuple struct Id with 2 elements",
                "a: invalid type: null, expected an array with 2 elements",
            ),
            (
                "data did not match any variant of untagged enum Kind",
                "data did not match any variant of what is expected here",
            ),
            ("expected unit struct Nothing at line 1 column 2", "expected null at line 1 column 2"),
            ("expected struct variant Kind::Deep with 1 element", "expected an object with 1 element"),
            (
                r#"string "expected struct X", expected a string"#,
                r#"string "expected struct X", expected a string"#,
            ),
            ("expected", "expected"),
        ] {
            assert_eq!(client_text(&text), expected);
        }
    }

    #[test]
    fn a_long_text_keeps_both_ends() {
        let text = format!("name: invalid type: string \"{}\", expected u32", "ü".repeat(100_000));
        let sent = client_text(&text);
        assert!(sent.starts_with("name: invalid type") && sent.ends_with("expected u32"), "{sent}");
        assert_eq!(sent.chars().count(), 403);
    }
}
