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

/// Whether it is that of a call of gRPC, such as `application/grpc+proto`. gRPC-Web has another one.
pub fn is_grpc(content_type: &[u8]) -> bool {
    const GRPC: &[u8] = b"application/grpc";
    let (start, format) = essence(content_type).split_at_checked(GRPC.len()).unwrap_or_default();
    start.eq_ignore_ascii_case(GRPC) && matches!(format, [] | [b'+', ..])
}

/// Whether it is this type, whatever its parameters are.
pub fn is(content_type: &[u8], name: &str) -> bool {
    essence(content_type).eq_ignore_ascii_case(name.as_bytes())
}

fn essence(content_type: &[u8]) -> &[u8] {
    content_type.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii()
}

/// Returns the type without its parameters.
pub fn name(content_type: &str) -> &str {
    // The bytes between ASCII characters of a text are a text.
    core::str::from_utf8(essence(content_type.as_bytes())).unwrap_or_default()
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
        for grpc in ["application/grpc", "Application/gRPC+proto", "application/grpc ; a=b"] {
            assert!(is_grpc(grpc.as_bytes()), "{grpc}");
        }
        for other in ["", "application/grpcs", "application/grpc-web+proto", "application/json"] {
            assert!(!is_grpc(other.as_bytes()), "{other}");
        }
        assert!(is(b"Application/Problem+JSON; a=b", PROBLEM_JSON));
        assert!(!is(b"application/problem+json-seq", PROBLEM_JSON));
    }
}
