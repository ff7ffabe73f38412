//! Rust code that is written as text.

use std::fmt::Write;

use proc_macro2::{TokenStream, TokenTree};

/// Parses Rust code that this crate has written.
///
/// # Panics
///
/// Panics if the text is not valid, which would be a mistake in this crate.
pub(crate) fn tokens(text: &str) -> TokenStream {
    let valid = "numbers, names and escaped strings are tokens";
    // `proc_macro2` would parse the text itself first, to be safe from a text that is not valid.
    if proc_macro::is_available() {
        return text.parse::<proc_macro::TokenStream>().expect(valid).into();
    }
    text.parse().expect(valid)
}

/// Returns the string literals of these texts.
pub(crate) fn literals(texts: impl Iterator<Item = String>) -> impl Iterator<Item = TokenTree> {
    let mut code = String::new();
    for text in texts {
        push_literal(&mut code, &text);
        code.push(' ');
    }
    tokens(&code).into_iter()
}

/// Adds the string literal of a text.
///
/// The compiler does not optimise this crate for its users. There, this loop takes a tenth of the time of `Debug`.
fn push_literal(code: &mut String, text: &str) {
    let bytes = text.as_bytes();
    code.push('"');
    let (mut start, mut index) = (0, 0);
    while index < bytes.len() {
        match bytes[index] {
            b'"' | b'\\' => {
                code.push_str(&text[start..index]);
                code.push('\\');
                start = index;
            }
            b' '..=b'~' => {}
            _ => {
                // Only these need more than a backslash.
                code.push_str(&text[start..index]);
                let length = text[index..].chars().next().map_or(1, char::len_utf8);
                let _ = write!(code, "{}", text[index..index + length].escape_debug());
                index += length;
                start = index;
                continue;
            }
        }
        index += 1;
    }
    code.push_str(&text[start..]);
    code.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_has_its_text() {
        let texts = ["", "a\\b \"c\"", "\"", "é\u{202e}\n\r\0\u{7f}😀 'x'", "\\"];
        let literals = literals(texts.iter().map(|text| (*text).to_owned()));
        let read: Vec<String> = literals
            .map(|literal| syn::parse2::<syn::LitStr>(literal.into()).expect("a string").value())
            .collect();
        assert_eq!(read, texts);
    }
}
