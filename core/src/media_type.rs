//! What a body is, by its `Content-Type` (RFC 9110, section 8.3.1). Upper case and lower case are the same.

/// The content type of a body, unless the catalog has another one.
pub const JSON: &str = "application/json";
/// The content type of a problem document (RFC 9457).
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Whether it is JSON, or of a type that is written in it, as `application/problem+json`.
pub fn is_json(content_type: &[u8]) -> bool {
    let essence = essence(content_type);
    let suffix = || essence.iter().rposition(|byte| *byte == b'+').map(|plus| &essence[plus + 1..]);
    is(essence, JSON) || suffix().is_some_and(|suffix| suffix.eq_ignore_ascii_case(b"json"))
}

/// Whether it is the form of a page.
pub fn is_form(content_type: &[u8]) -> bool {
    is(content_type, "application/x-www-form-urlencoded")
}

/// Whether it is this type, whatever its parameters are.
pub fn is(content_type: &[u8], name: &str) -> bool {
    essence(content_type).eq_ignore_ascii_case(name.as_bytes())
}

/// Returns the type without its parameters.
fn essence(content_type: &[u8]) -> &[u8] {
    content_type.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii()
}

/// Returns the type without its parameters, as [`essence`] does.
pub fn name(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or_default().trim_ascii()
}

/// Whether the text has the syntax of a media type: two tokens with a slash between them, and then parameters.
///
/// ```
/// use errcat_core::media_type::is_well_formed;
///
/// assert!(is_well_formed("application/vnd.api+json; ext=\"https://jsonapi.org/ext/atomic\""));
/// assert!(!is_well_formed("json"));
/// ```
pub fn is_well_formed(text: &str) -> bool {
    let end = text.find([';', ' ', '\t']).unwrap_or(text.len());
    let (name, parameters) = text.split_at(end);
    name.split_once('/').is_some_and(|(one, other)| is_token(one) && is_token(other))
        && are_parameters(parameters)
}

fn are_parameters(text: &str) -> bool {
    if text.is_empty() {
        return true;
    }
    let Some(parameter) = text.trim_start_matches([' ', '\t']).strip_prefix(';') else { return false };
    let Some((name, value)) = parameter.trim_start_matches([' ', '\t']).split_once('=') else { return false };
    let (is_value, rest) = if let Some(quoted) = value.strip_prefix('"') {
        let is_content =
            |content: &str| content.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'\\');
        quoted.split_once('"').map_or((false, ""), |(content, rest)| (is_content(content), rest))
    } else {
        let (value, rest) = value.split_at(value.find([';', ' ', '\t']).unwrap_or(value.len()));
        (is_token(value), rest)
    };
    is_token(name) && is_value && are_parameters(rest)
}

fn is_token(text: &str) -> bool {
    crate::header::check_name(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parameters_and_the_case_of_a_type_do_not_count() {
        for json in
            ["application/json", "Application/JSON ; charset=utf-8", "application/vnd.api+json", "x/y+JSON"]
        {
            assert!(is_json(json.as_bytes()), "{json}");
        }
        for other in ["", "text/json", "application/jsonp", "application/json+xml", "text/plain; a=+json"] {
            assert!(!is_json(other.as_bytes()), "{other}");
        }
        assert!(is(b"Application/Problem+JSON; a=b", PROBLEM_JSON));
        assert!(!is(b"application/problem+json-seq", PROBLEM_JSON));
    }

    #[test]
    fn a_media_type_has_tokens_and_parameters() {
        for right in [
            "application/json",
            "application/json;charset=utf-8",
            "application/json ; charset=\"utf-8\" ;a=b",
            "a/b; c=\"; =\"",
        ] {
            assert!(is_well_formed(right), "{right}");
        }
        for wrong in [
            "",
            "/",
            "json",
            "application/",
            "/json",
            "a/b/c",
            "a/b;",
            "a/b; ",
            "a/b ",
            " a/b",
            "a/b c",
            "a/b; c",
            "a/b; c=",
            "a/b; =d",
            "a/b; c=\"d",
            "a/b; c=\"d\"e",
            "a/b; c=\"\\\"\"",
            "a/b; c=é",
            "a/b; c=\"\n\"",
            "ä/b",
        ] {
            assert!(!is_well_formed(wrong), "{wrong}");
        }
    }
}
