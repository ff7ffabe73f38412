//! The variant names of codes.

use unicode_ident::{is_xid_continue, is_xid_start};

use crate::letters::composed;

/// Derives a variant name from `code`. Returns `None` if the result would not be a name that Rust accepts.
///
/// The code is split into words at each character that is neither a letter nor a digit. The first letter of each word
/// becomes upper case. If a word has no lower-case letters, its other letters become lower case. A word that starts
/// with a digit does not change. A name that starts with a digit gets the prefix `Code`. The result is in the normal
/// form in which rustc compares names.
pub(crate) fn derive(code: &str) -> Option<String> {
    let code = composed(code);
    let mut name = if code.is_ascii() { of_ascii(code.as_bytes()) } else { of_words(&code) };
    if name.starts_with(|c: char| !is_xid_start(c)) {
        name.insert_str(0, "Code");
    }
    // Upper-case letters can compose differently.
    let name = composed(&name).into_owned();
    (!name.is_empty() && !is_reserved(&name)).then_some(name)
}

/// Joins the words of a code of ASCII. Macros are not optimised, and there this takes a fifth of the time of [`of_words`].
fn of_ascii(code: &[u8]) -> String {
    let mut name = Vec::with_capacity(code.len());
    let mut rest = code;
    while !rest.is_empty() {
        let (mut length, mut has_small) = (0, false);
        for byte in rest {
            if !byte.is_ascii_alphanumeric() {
                break;
            }
            has_small |= byte.is_ascii_lowercase();
            length += 1;
        }
        let start = name.len();
        name.extend_from_slice(&rest[..length]);
        if let Some((first, others)) =
            name[start..].split_first_mut().filter(|(first, _)| !first.is_ascii_digit())
        {
            first.make_ascii_uppercase();
            if !has_small {
                others.make_ascii_lowercase();
            }
        }
        rest = rest.get(length + 1..).unwrap_or_default();
    }
    String::from_utf8(name).unwrap_or_default()
}

/// Joins the words of a code.
fn of_words(code: &str) -> String {
    let mut name = String::with_capacity(code.len());
    for word in code.split(|c: char| !is_word_character(c)).filter(|word| !word.is_empty()) {
        push_word(&mut name, word);
    }
    name
}

fn is_word_character(c: char) -> bool {
    c.is_alphanumeric() && is_xid_continue(c)
}

fn push_word(name: &mut String, word: &str) {
    let mut characters = word.chars();
    let Some(first) = characters.next().filter(|first| is_xid_start(*first)) else {
        name.push_str(word);
        return;
    };
    let all_capitals = !word.chars().any(char::is_lowercase);
    name.extend(first.to_uppercase());
    for c in characters {
        if all_capitals {
            name.extend(c.to_lowercase());
        } else {
            name.push(c);
        }
    }
}

/// The help for a name that [`is_variant`] rejects.
pub(crate) const VARIANT_HELP: &str = "start with a letter or `_`, then use letters, digits and `_`; `Self`, `self`, `super`, `crate`, `ALL` and `from_code` are reserved";

/// The help for a name that [`is_identifier`] rejects.
pub(crate) const IDENTIFIER_HELP: &str = "start with a letter or `_`, then use letters, digits and `_`; `Self`, `self`, `super` and `crate` are reserved";

/// Returns whether `name` can be a variant, with or without `r#`.
pub(crate) fn is_variant(name: &str) -> bool {
    is_identifier(name) && !is_reserved(name)
}

/// Returns whether `name` can be a field, with or without `r#`.
pub(crate) fn is_identifier(name: &str) -> bool {
    let mut characters = name.chars();
    let starts = characters.next().is_some_and(|first| first == '_' || is_xid_start(first));
    starts && characters.all(is_xid_continue) && !cannot_be_raw(name)
}

/// Returns whether `name` cannot be a variant: it is a keyword that cannot be raw, or the name of another item of the
/// enum.
fn is_reserved(name: &str) -> bool {
    cannot_be_raw(name) || matches!(name, "ALL" | "from_code")
}

fn cannot_be_raw(name: &str) -> bool {
    matches!(name, "_" | "self" | "Self" | "super" | "crate")
}

/// Returns whether `name` is a keyword of Rust 2024 that must be written as `r#name`.
///
/// ```
/// assert!(errcat_catalog::is_raw_keyword("type"));
/// assert!(!errcat_catalog::is_raw_keyword("Type"));
/// ```
pub fn is_raw_keyword(name: &str) -> bool {
    matches!(
        name,
        "abstract"
            | "as"
            | "async"
            | "await"
            | "become"
            | "box"
            | "break"
            | "const"
            | "continue"
            | "do"
            | "dyn"
            | "else"
            | "enum"
            | "extern"
            | "false"
            | "final"
            | "fn"
            | "for"
            | "gen"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "loop"
            | "macro"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "override"
            | "priv"
            | "pub"
            | "ref"
            | "return"
            | "static"
            | "struct"
            | "trait"
            | "true"
            | "try"
            | "type"
            | "typeof"
            | "unsafe"
            | "unsized"
            | "use"
            | "virtual"
            | "where"
            | "while"
            | "yield"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every text of up to five of these characters.
    #[test]
    fn both_ways_to_join_words_agree() {
        let mut texts = vec![String::new()];
        for _ in 0..5 {
            let longer =
                texts.iter().flat_map(|text| ["a", "B", "1", "_", ".", "\u{7f}"].map(|c| text.clone() + c));
            texts = longer.collect();
            for text in &texts {
                assert_eq!(of_ascii(text.as_bytes()), of_words(text), "{text:?}");
            }
        }
    }

    #[test]
    fn a_name_consists_of_the_words_of_the_code() {
        let names = [
            ("invalid_json_format", "InvalidJsonFormat"),
            ("NOT_FOUND", "NotFound"),
            ("KMSAccessDenied", "KMSAccessDenied"),
            ("Throttling.RateQuota", "ThrottlingRateQuota"),
            ("42P01", "Code42P01"),
            ("2fa_required", "Code2faRequired"),
            ("error 404/page", "Error404Page"),
            ("v2.jsonBody", "V2JsonBody"),
            ("P0001", "P0001"),
            ("type", "Type"),
            ("größe_falsch", "GrößeFalsch"),
            ("-1001", "Code1001"),
        ];
        for (code, name) in names {
            assert_eq!(derive(code).as_deref(), Some(name), "{code}");
        }
    }

    #[test]
    fn a_code_without_a_word_and_self_have_no_name() {
        for code in ["###", "", "self", "Self", "SELF", "aLL", "\u{24d0}"] {
            assert_eq!(derive(code), None, "{code}");
        }
    }

    #[test]
    fn an_identifier_is_a_name_that_rust_accepts() {
        for name in ["A", "_a", "type", "Größe"] {
            assert!(is_variant(name), "{name}");
        }
        for name in ["", "_", "1a", "a b", "Self", "crate", "ALL", "a-b", "r#type"] {
            assert!(!is_variant(name), "{name}");
        }
    }

    #[test]
    fn a_param_can_have_the_name_of_an_item_of_the_enum() {
        for name in ["ALL", "from_code"] {
            assert!(is_identifier(name) && !is_variant(name), "{name}");
        }
    }
}
