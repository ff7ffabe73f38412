//! Texts as one line: the strings, names and paths of facts.

use std::fmt::Write;

use crate::json_schema::text;
use crate::letters::invisible;

/// Returns a text in quotes, on one line. Characters that a reviewer would not see are escaped.
pub(super) fn quoted(text: &str) -> String {
    text::quoted(text, is_hidden, |quoted, hidden| write!(quoted, "\\u{{{:x}}}", u32::from(hidden)))
}

fn is_hidden(character: char) -> bool {
    !character.is_ascii_graphic()
        && character != ' '
        && (character.is_control()
            || character.is_whitespace()
            || invisible(character.encode_utf8(&mut [0; 4])).is_some())
}

/// Reads the text between two quotes.
pub(super) fn unquoted(text: &str) -> Option<String> {
    if !text.contains('\\') {
        return Some(text.to_owned());
    }
    let mut read = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        if character != '\\' {
            read.push(character);
            continue;
        }
        read.push(match rest.next()? {
            '"' => '"',
            '\\' => '\\',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let (digits, after) = rest.as_str().strip_prefix('{')?.split_once('}')?;
                rest = after.chars();
                char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
            }
            _ => return None,
        });
    }
    Some(read)
}

/// Returns a name as it is if it is one word without special characters, and otherwise in quotes.
pub(super) fn word(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.@$[]/+:".contains(&byte);
    let is_word = !name.is_empty() && name != "->" && name.bytes().all(is_plain);
    if is_word { name.to_owned() } else { quoted(name) }
}

/// Returns a name of a member as a part of a path.
pub(super) fn segment(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-@$".contains(&byte);
    let is_bare = !name.is_empty() && name.bytes().all(is_plain);
    if is_bare { name.to_owned() } else { quoted(name) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_one_line_and_is_read_back(text in ".*|[\\x00-\\x{300}]*") {
            let quoted = quoted(&text);
            prop_assert_eq!(quoted.lines().count(), 1);
            prop_assert_eq!(unquoted(&quoted[1..quoted.len() - 1]), Some(text));
        }
    }

    #[test]
    fn a_reviewer_sees_each_character() {
        assert_eq!(
            quoted("a\u{a0}\u{200b}\u{202e}\u{2028}\u{1b}ü\""),
            r#""a\u{a0}\u{200b}\u{202e}\u{2028}\u{1b}ü\"""#
        );
        assert_eq!(word("wrong_password"), "wrong_password");
        assert_eq!(word("two words"), "\"two words\"");
        assert_eq!(segment("a.b"), "\"a.b\"");
    }

    #[test]
    fn a_broken_escape_is_not_read() {
        for text in ["\\", "\\x", "\\u", "\\u{", "\\u{}", "\\u{d800}", "\\u{110000}", "\\u{-1}"] {
            assert_eq!(unquoted(text), None, "{text}");
        }
    }
}
