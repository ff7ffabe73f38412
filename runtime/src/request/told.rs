//! What a client is told of its mistake: serde's words, without the names of the server's types, and of a bounded length.

use std::fmt::{Display, Write};

/// How serde says what it expects, and what says as much without the Rust type's name, which comes next.
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

/// The most characters of either end of a text: what a client has sent stands in the middle.
const END: usize = 200;

/// The text as it is sent.
pub(crate) fn told(mistake: &dyn Display) -> String {
    // Nearly every text fits, and is written without growing.
    let mut text = String::with_capacity(128);
    let _ = write!(text, "{mistake}");
    let mut told = bounded(text);
    for start in ["expected ", "any variant of "] {
        // Only the last is serde's own: before it is what the client has written.
        let at = told.rfind(start).map(|at| at + start.len());
        if let Some((at, rest)) = at.and_then(|at| Some((at, nameless(&told[at..])?))) {
            told.replace_range(at.., &rest);
        }
    }
    told
}

/// What is expected, without the type's name; `None` where no type is named.
fn nameless(expected: &str) -> Option<String> {
    let (named, instead) =
        TYPES.iter().find_map(|(words, instead)| Some((expected.strip_prefix(words)?, instead)))?;
    let rest = named.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '#'));
    Some(format!("{instead}{rest}"))
}

fn bounded(text: String) -> String {
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
    use super::told;

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
            assert_eq!(told(&text), expected);
        }
    }

    #[test]
    fn a_long_text_keeps_both_ends() {
        let text = format!("name: invalid type: string \"{}\", expected u32", "ü".repeat(100_000));
        let told = told(&text);
        assert!(told.starts_with("name: invalid type") && told.ends_with("expected u32"), "{told}");
        assert_eq!(told.chars().count(), 403);
    }
}
