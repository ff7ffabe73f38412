//! What handlers and layers answer with beside the extractors: failures, faults, and what is no envelope's business.

use crate::conformance::case::{Case, fails, other};
use crate::conformance::client::{get, request};

pub(crate) fn cases() -> Vec<Case> {
    [handlers(), statuses(), untouched(), ids()].concat()
}

fn handlers() -> Vec<Case> {
    vec![
        fails("a failure", get("/fails"), 401, "wrong_password")
            .header("www-authenticate", "Bearer")
            .header("x-row", "occurrence"),
        fails("HEAD of a failure", request("HEAD", "/fails", ""), 401, "wrong_password")
            .header("www-authenticate", "Bearer")
            .header("x-row", "occurrence"),
        fails("an error with a code", get("/refuses"), 401, "wrong_password")
            .header("www-authenticate", "Bearer")
            .header("x-row", "row"),
        fails("HEAD of an error with a code", request("HEAD", "/refuses", ""), 401, "wrong_password")
            .header("www-authenticate", "Bearer")
            .header("x-row", "row"),
        fails("a success that does not serialize", get("/unserializable"), 500, "internal"),
        fails("a panic", get("/panics"), 500, "internal"),
        fails("HEAD of a panic", request("HEAD", "/panics", ""), 500, "internal"),
        fails("a handler that never answers", get("/slow"), 408, "timeout"),
    ]
}

/// A response of the framework's own of each status, whose body gives way and whose headers stay.
fn statuses() -> Vec<Case> {
    let codes = [
        (400, "bad_request"),
        (401, "unauthorized"),
        (402, "fallback_4xx"),
        (403, "forbidden"),
        (404, "not_found"),
        (405, "method_not_allowed"),
        (406, "fallback_4xx"),
        (408, "timeout"),
        (409, "fallback_4xx"),
        (413, "payload_too_large"),
        (415, "unsupported_media_type"),
        (418, "fallback_4xx"),
        (422, "invalid_data"),
        (429, "too_many_requests"),
        (431, "fallback_4xx"),
        (499, "fallback_4xx"),
        (500, "internal"),
        (501, "fallback_5xx"),
        (502, "fallback_5xx"),
        (503, "unavailable"),
        // The code of `timeout` is one of the 400s.
        (504, "fallback_5xx"),
        (599, "fallback_5xx"),
    ];
    let mut cases: Vec<_> = codes
        .iter()
        .map(|&(status, code)| {
            let request = get(&format!("/status/{status}"));
            let case = fails(&format!("a bare {status}"), request, status, code);
            case.header("www-authenticate", "Basic")
        })
        .collect();
    cases.push(
        fails("HEAD of a bare 404", request("HEAD", "/status/404", ""), 404, "not_found")
            .header("www-authenticate", "Basic"),
    );
    // The row's challenge is not there beside that of the response, but its cookie is.
    cases.push(
        fails("a bare 401 of a row with headers", get("/status/401"), 401, "unauthorized")
            .header("www-authenticate", "Basic")
            .header("set-cookie", "session=; Max-Age=0"),
    );
    // The row's time to wait, where there is none in the response.
    cases.push(
        fails("a bare 429 without a time", get("/status/429"), 429, "too_many_requests")
            .header("retry-after", "7"),
    );
    cases.push(
        fails("a bare 429 with a time", get("/later"), 429, "too_many_requests").header("retry-after", "3"),
    );
    cases
}

fn untouched() -> Vec<Case> {
    vec![
        other("a redirect", get("/redirect"), 303, "").header("location", "/ok"),
        other("a stream", get("/stream"), 200, "one two").header("transfer-encoding", "chunked"),
        other("a file", get("/file"), 200, "\0\u{1}\u{2}\u{3}")
            .header("content-type", "application/octet-stream"),
        other("nothing", get("/empty"), 204, ""),
        other("JSON of another's", get("/foreign"), 409, r#"{"own":true}"#),
        other("a problem document", get("/problem"), 422, r#"{"own":true}"#)
            .header("content-type", "application/problem+json; charset=utf-8"),
    ]
}

/// The id of a request is taken over, or replaced where it is hostile.
fn ids() -> Vec<Case> {
    let sent = |name: &str, lines: &str| fails(name, request("GET", "/fails", lines), 401, "wrong_password");
    let longest = "a".repeat(128);
    vec![
        sent("an id", "x-request-id: 5f2e-~\"{}\r\n").header("x-request-id", "5f2e-~\"{}"),
        sent("an id in another case", "X-Request-ID: 5f2e\r\n").header("x-request-id", "5f2e"),
        sent("an id of 128 characters", &format!("x-request-id: {longest}\r\n")),
        sent("an id of 129 characters", &format!("x-request-id: {longest}a\r\n")),
        sent("an empty id", "x-request-id:\r\n"),
        sent("an id with a space", "x-request-id: a b\r\n"),
        sent("an id that is not ASCII", "x-request-id: gr\u{f6}\u{df}e\r\n"),
        sent("two ids", "x-request-id: a\r\nx-request-id: b\r\n"),
        other(
            "a success with an id",
            request("GET", "/ok", "x-request-id: 5f2e\r\n"),
            200,
            r#"{"result":"success","pong":"ok"}"#,
        )
        .header("x-request-id", "5f2e"),
        fails("an id for nobody", request("GET", "/nothing", "x-request-id: 5f2e\r\n"), 404, "not_found")
            .header("x-request-id", "5f2e"),
        other("a redirect with an id", request("GET", "/redirect", "x-request-id: 5f2e\r\n"), 303, "")
            .header("x-request-id", "5f2e"),
    ]
}
