//! What a body is, by its `Content-Type` (RFC 9110, section 8.3.1): parameters do not count, and neither does case.

/// Whether it is JSON, or of a type that is written in it, as `application/problem+json`.
pub(crate) fn is_json(content_type: &[u8]) -> bool {
    let essence = essence(content_type);
    let suffix = || essence.iter().rposition(|byte| *byte == b'+').map(|plus| &essence[plus + 1..]);
    essence.eq_ignore_ascii_case(b"application/json")
        || suffix().is_some_and(|suffix| suffix.eq_ignore_ascii_case(b"json"))
}

/// Whether it is the form of a page.
pub(crate) fn is_form(content_type: &[u8]) -> bool {
    essence(content_type).eq_ignore_ascii_case(b"application/x-www-form-urlencoded")
}

fn essence(content_type: &[u8]) -> &[u8] {
    content_type.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii()
}
