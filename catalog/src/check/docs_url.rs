//! Rules over `docs_url`, and the URL of each code.

use std::fmt::Write;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::quote::quote;
use crate::rule::Rule;
use crate::source::Spanned;

const PLACEHOLDER: &str = "{code}";

/// Checks a template of an http(s) URL, in which `{code}` is replaced by the code.
pub(super) fn template<'a>(given: &'a Spanned<String>, out: &mut Diagnostics) -> Option<&'a str> {
    let url = given.value.replace(PLACEHOLDER, "code");
    let (message, help) = if !is_url(&url) {
        (
            "is not an http(s) URL",
            "write a URL such as `https://…`, without spaces and without any of `\"<>\\^|` and backticks",
        )
    } else if url.contains(['{', '}']) {
        ("has an unknown placeholder", "the only placeholder is `{code}`; write a brace as `%7B` or `%7D`")
    } else {
        return Some(&given.value);
    };
    let message = format!("`docs_url` {} {message}", quote(&given.value));
    out.push(Diagnostic::new(Rule::BadDocsUrl, given.span, message).help(help));
    None
}

/// Returns the URL of one code.
pub(super) fn of_code(template: &str, code: &str) -> String {
    template.replace(PLACEHOLDER, &percent_encoded(code))
}

/// Returns a text as a segment of a path. Each byte that is not an unreserved character of RFC 3986 is percent-encoded.
pub(crate) fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

fn is_url(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let is_http = ["http", "https"].iter().any(|http| scheme.eq_ignore_ascii_case(http));
    let is_forbidden = |c: char| c.is_whitespace() || c.is_control() || "<>\"\\^`|".contains(c);
    is_http && rest.starts_with(|c: char| c.is_alphanumeric() || c == '[') && !rest.contains(is_forbidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_encoded_in_its_url() {
        let template = "https://docs.example.com/errors#{code}";
        for (code, fragment) in [("not_found", "not_found"), ("a b/ü?", "a%20b%2F%C3%BC%3F")] {
            assert_eq!(of_code(template, code), format!("https://docs.example.com/errors#{fragment}"));
        }
        assert_eq!(of_code("https://example.com/all", "x"), "https://example.com/all");
    }

    #[test]
    fn a_url_has_a_scheme_a_host_and_no_unsafe_characters() {
        for url in
            ["http://localhost:80/a", "HTTPS://example.com/", "https://docs.example.com/errors#a?b=c&d=%7B"]
        {
            assert!(is_url(url), "{url}");
        }
        for url in [
            "",
            "docs.example.com",
            "https://",
            "ftp://a",
            "https://a b",
            "https:///a",
            "javascript:alert(1)",
            "https://a/b>c",
            "https://a/\"onclick=\"alert(1)'`",
        ] {
            assert!(!is_url(url), "{url}");
        }
    }
}
