//! Rules for the content types of the bodies.

use std::fmt::Write;

use errcat_core::header::{check_name, check_value};
use errcat_core::media_type::{JSON, PROBLEM_JSON, is, is_json};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::quote::quote;
use crate::raw::{Envelope, Field};
use crate::rule::Rule;

/// The largest length of a type or a subtype in bytes (RFC 6838, section 4.2).
const LONGEST: usize = 127;

/// Checks a content type, and returns the one that is sent. Texts that mean the same are sent as the same text.
pub(super) fn check(field: &Field<String>, out: &mut Diagnostics) -> String {
    let Some(given) = field.given() else { return JSON.to_owned() };
    read(&given.value).unwrap_or_else(|(message, help)| {
        out.push(Diagnostic::new(Rule::BadContentType, given.span, message).help(help));
        JSON.to_owned()
    })
}

/// Returns the content type, or a message and the help.
fn read(text: &str) -> Result<String, (String, &'static str)> {
    let help = "use `application/json`, or a type that ends with `+json`, such as `application/vnd.api+json`";
    // The message does not contain the text, which may be long.
    check_value(text).map_err(|defect| (format!("the content type {defect}"), help))?;
    let (name, parameters) = text.split_once(';').map_or((text, None), |(name, rest)| (name, Some(rest)));
    let name = name.trim_ascii_end().to_ascii_lowercase();
    if !is_name(&name) {
        return Err((format!("{} is not a media type", quote(&name)), help));
    }
    if !is_json(name.as_bytes()) {
        return Err((format!("{} is not a media type for JSON", quote(&name)), help));
    }
    let Some(parameters) = parameters else { return Ok(name) };
    let parameters = read_parameters(parameters).ok_or_else(|| {
        let message = format!("the parameters after {} are not well formed", quote(&name));
        (message, "write `; name=value` or `; name=\"value\"`, without a backslash")
    })?;
    Ok(name + &parameters)
}

/// Whether this is a type and a subtype, which is not only a suffix.
fn is_name(text: &str) -> bool {
    let is_part = |part: &str| {
        part.len() <= LONGEST
            && part.starts_with(|c: char| c.is_ascii_alphanumeric())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c))
    };
    text.split_once('/').is_some_and(|(one, other)| is_part(one) && is_part(other))
}

/// Reads the parameters after the first semicolon, and returns them with one space before each.
fn read_parameters(text: &str) -> Option<String> {
    let mut parameters = String::new();
    let mut rest = Some(text);
    while let Some(text) = rest {
        let (name, value) = text.trim_ascii_start().split_once('=')?;
        let end = match value.strip_prefix('"') {
            Some(quoted) => quoted.find('"')? + 2,
            None => value.find([';', ' ', '\t']).unwrap_or(value.len()),
        };
        let (value, after) = value.split_at(end);
        let is_value = if value.starts_with('"') { !value.contains('\\') } else { is_token(value) };
        // In a header `Accept`, `q` is the weight of a type.
        if !is_token(name) || !is_value || name.eq_ignore_ascii_case("q") {
            return None;
        }
        // Writing to a string cannot fail.
        let _ = write!(parameters, "; {}={value}", name.to_ascii_lowercase());
        rest = match after.trim_ascii_start() {
            "" => None,
            after => Some(after.strip_prefix(';')?),
        };
    }
    Some(parameters)
}

fn is_token(text: &str) -> bool {
    check_name(text).is_ok()
}

/// Checks the content type of a failure.
pub(super) fn check_failure(raw: &Envelope, out: &mut Diagnostics) -> String {
    let name = check(&raw.failure_content_type, out);
    if let Some(given) = raw.failure_content_type.given()
        && let Some(problem_json) = raw.problem_json.given().filter(|given| given.value)
        && is(name.as_bytes(), PROBLEM_JSON)
    {
        let message = "`[envelope.failure]` and the problem document have the same content type";
        let help = format!("remove `problem_json`: every failure is `{PROBLEM_JSON}` already");
        out.push(
            Diagnostic::new(Rule::BadContentType, problem_json.span, message)
                .label(given.span, "the content type of a failure")
                .help(help),
        );
    }
    name
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn texts_that_mean_the_same_are_sent_as_the_same() {
        for (text, sent) in [
            ("Application/JSON", "application/json"),
            ("application/json;Charset=UTF-8", "application/json; charset=UTF-8"),
            ("application/json ; a=b\t;c=\"; d=e\"", "application/json; a=b; c=\"; d=e\""),
            ("a/b.c+json", "a/b.c+json"),
            ("a/b+json; c=\"\"", "a/b+json; c=\"\""),
        ] {
            assert_eq!(read(text).as_deref(), Ok(sent), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let long = format!("application/{}+json", "a".repeat(123));
        let longer = format!("application/json; a={}", "b".repeat(4096));
        for (text, message) in [
            ("", "`` is not a media type"),
            ("json", "`json` is not a media type"),
            ("application/", "`application/` is not a media type"),
            ("/json", "`/json` is not a media type"),
            ("a/b/c+json", "`a/b/c+json` is not a media type"),
            ("*/*+json", "`*/*+json` is not a media type"),
            ("application/*+json", "`application/*+json` is not a media type"),
            ("application/+json", "`application/+json` is not a media type"),
            ("a/json, b/json", "`a/json, b/json` is not a media type"),
            ("text/html; a=b", "`text/html` is not a media type for JSON"),
            (" a/b+json", "the content type begins or ends with a space or a tab"),
            ("a/b+json ", "the content type begins or ends with a space or a tab"),
            ("ä/b+json", "the content type contains the character U+00E4"),
            ("a/b+json; c=\"\n\"", "the content type contains the character U+000A"),
            (longer.as_str(), "the content type is longer than 4096 bytes"),
        ] {
            assert_eq!(read(text).expect_err(text).0, message);
        }
        assert!(read(&long).is_err());
        for parameters in [
            ";",
            "; ;a=b",
            ";a",
            ";a=",
            ";=b",
            ";a b=c",
            ";a=b c",
            ";a=\"b",
            ";a=\"b\"c",
            ";a=\"\\\"\"",
            ";q=0.5",
            ";a=b;",
        ] {
            let text = format!("application/json{parameters}");
            let message = "the parameters after `application/json` are not well formed";
            assert_eq!(read(&text).expect_err(&text).0, message, "{text}");
        }
    }
}
