//! What a client gets by its `Accept`, from a service of each framework.

use std::collections::BTreeMap;

use errcat::Failure;

use crate::problem::{
    ErrorCode, actix_service, axum_service, error_code, poem_service, salvo_service, warp_service,
};

/// A reply. The lines of a header stand together, as RFC 9110 has it.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn new<'a>(
        status: u16,
        lines: impl Iterator<Item = (&'a str, &'a [u8])>,
        body: Vec<u8>,
    ) -> Self {
        let mut headers = BTreeMap::<String, String>::new();
        for (name, value) in lines {
            let value = str::from_utf8(value).expect("text");
            let line = headers.entry(name.to_owned()).or_default();
            *line = if line.is_empty() { value.to_owned() } else { format!("{line}, {value}") };
        }
        Self { status, headers, body }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// A request by method, path, and lines of `Accept`.
type Ask = fn(&str, &str, &[&str]) -> Reply;

const FRAMEWORKS: [(&str, Ask); 5] = [
    ("actix-web", actix_service::ask),
    ("axum", axum_service::ask),
    ("poem", poem_service::ask),
    ("salvo", salvo_service::ask),
    ("warp", warp_service::ask),
];

/// What a framework has no way of: warp catches no panics, and its routes answer for themselves.
const LACKS: [(&str, &str); 2] = [("warp", "/panics"), ("warp", "/foreign")];

/// The failures of a framework's service.
fn failures(framework: &str) -> impl Iterator<Item = (&'static str, u16, &'static str)> {
    FAILURES.into_iter().filter(move |(path, ..)| !LACKS.contains(&(framework, path)))
}

pub(crate) const PROBLEM: &[&str] = &["application/problem+json"];

/// The service's own failure.
pub(crate) fn own() -> error_code::Failure {
    let failure = Failure::new(ErrorCode::OutOfCredit).with_member("balance", 30);
    failure.with_header("x-replaced", "occurrence").with_header("x-occurrence", "occurrence")
}

/// The headers of a row and of the service's own failure, each once.
#[track_caller]
fn assert_headers(reply: &Reply, code: &str, what: &str) {
    let is_own = code == "out-of-credit";
    let has_row = is_own || code == "broken";
    assert_eq!(reply.header("x-row"), has_row.then_some("row"), "{what}");
    for name in ["x-replaced", "x-occurrence"] {
        assert_eq!(reply.header(name), is_own.then_some("occurrence"), "{what}: {name}");
    }
}

#[track_caller]
pub(crate) fn assert_problem(reply: &Reply, status: u16, code: &str, what: &str) {
    assert_eq!((reply.status, reply.header("content-type")), (status, Some(PROBLEM[0])), "{what}");
    assert_eq!(reply.header("vary"), Some("Accept"), "{what}");
    assert_headers(reply, code, what);
    let document: serde_json::Value = serde_json::from_slice(&reply.body).expect("JSON");
    assert_eq!(
        (&document["status"], &document["code"]),
        (&status.into(), &code.into()),
        "{what}: {document}"
    );
    assert!(document.get("result").is_none(), "{what}: {document}");
    assert!(!document.to_string().contains("secret"), "{what}: {document}");
}

#[track_caller]
pub(crate) fn assert_envelope(reply: &Reply, status: u16, code: &str, what: &str) {
    assert_eq!((reply.status, reply.header("content-type")), (status, Some("application/json")), "{what}");
    assert_eq!(reply.header("vary"), Some("Accept"), "{what}");
    assert_headers(reply, code, what);
    let failure = error_code::Failure::from_json(&reply.body).expect("an envelope");
    assert_eq!(failure.wire_code(), code, "{what}");
}

/// Each way that a failure comes about, with its status and code.
const FAILURES: [(&str, u16, &str); 7] = [
    ("/fails", 403, "out-of-credit"),
    ("/nested/fails", 403, "out-of-credit"),
    ("/unserializable", 500, "broken"),
    ("/panics", 500, "broken"),
    ("/errs", 500, "broken"),
    ("/foreign", 422, "validation-error"),
    ("/nothing", 404, "not_found"),
];

#[test]
fn whoever_prefers_a_problem_document_gets_it() {
    for (framework, ask) in FRAMEWORKS {
        for (path, status, code) in failures(framework) {
            assert_problem(&ask("GET", path, PROBLEM), status, code, &format!("{framework}: {path}"));
        }
        let document = ask("GET", "/fails", PROBLEM).body;
        assert_eq!(String::from_utf8(document), String::from_utf8(own().to_problem_json()), "{framework}");
    }
}

#[test]
fn everybody_else_gets_the_envelope() {
    let both = &["application/json, application/problem+json"][..];
    for (framework, ask) in FRAMEWORKS {
        for accept in [&[][..], &["*/*"], &["text/html"], &["application/json"], both] {
            for (path, status, code) in failures(framework) {
                let what = format!("{framework}: {path} {accept:?}");
                assert_envelope(&ask("GET", path, accept), status, code, &what);
            }
        }
    }
}

#[test]
fn weights_count_over_all_lines() {
    for (framework, ask) in FRAMEWORKS {
        let ask = |accept: &[&str]| ask("GET", "/fails", accept);
        let preferred = ["application/json;q=0.5", "text/html, application/problem+json;q=0.501"];
        assert_problem(&ask(&preferred), 403, "out-of-credit", framework);
        let other = ["application/json;q=0.5", "application/problem+json;q=0.499"];
        assert_envelope(&ask(&other), 403, "out-of-credit", framework);
        assert_envelope(&ask(&["application/problem+json;q=0"]), 403, "out-of-credit", framework);
    }
}

/// The same head as that of `GET`, the length included.
#[test]
fn head_has_the_documents_length() {
    // Salvo calls no catcher for `HEAD`, and cuts the body off without its length.
    for (framework, ask) in FRAMEWORKS.into_iter().filter(|(framework, _)| *framework != "salvo") {
        for (path, status, _) in failures(framework) {
            for accept in [PROBLEM, &[]] {
                let (get, head) = (ask("GET", path, accept), ask("HEAD", path, accept));
                assert_eq!(head.status, status, "{framework}: {path}");
                for name in ["content-type", "vary"] {
                    assert_eq!(head.header(name), get.header(name), "{framework}: {path}");
                }
                // The moment, and an incident's id, are of one length. actix-web cuts the body off when it is sent.
                let length = head.header("content-length").map(|length| length.parse().expect("a number"));
                assert_eq!(length.unwrap_or(head.body.len()), get.body.len(), "{framework}: {path}");
            }
        }
    }
}

#[test]
fn what_is_no_failure_of_the_catalogs_stays() {
    for (framework, ask) in FRAMEWORKS {
        let success = ask("GET", "/ok", PROBLEM);
        assert_eq!((success.status, success.header("vary")), (200, None), "{framework}");
        assert_eq!(success.header("content-type"), Some("application/json"), "{framework}");
        let json = ask("GET", "/json", PROBLEM);
        assert_eq!((json.status, json.header("vary")), (409, None), "{framework}");
        assert_eq!(json.body, br#"{"own":true}"#, "{framework}");
        let number = ask("GET", "/number", PROBLEM);
        assert_eq!((number.status, number.header("vary")), (401, None), "{framework}");
        assert_eq!(number.header("content-type"), Some("application/json"), "{framework}");
    }
}

#[test]
fn headers_stay_and_what_is_said_already_is_not_said_twice() {
    for (framework, ask) in FRAMEWORKS {
        for accept in [PROBLEM, &[]] {
            let reply = ask("GET", "/varies", accept);
            assert_eq!(reply.header("vary"), Some("Origin, accept"), "{framework}");
            assert_eq!(reply.header("x-own"), Some("1"), "{framework}");
            assert_eq!(reply.header("etag").is_some(), accept.is_empty(), "{framework}");
        }
    }
}

/// What a middleware writes in the place of a failure.
pub(crate) const MASKED: &str = r#"{"error":"try later"}"#;

/// The body of poem and warp does not say how long it is.
#[test]
fn a_body_that_somebody_has_put_in_the_place_of_a_failure_stays() {
    let has_length = |(framework, _): &(&str, _)| ["axum", "actix-web", "salvo"].contains(framework);
    let mut count = 0;
    for (framework, ask) in FRAMEWORKS.into_iter().filter(has_length) {
        assert_eq!(ask("GET", "/masked", PROBLEM).body, MASKED.as_bytes(), "{framework}");
        count += 1;
    }
    assert_eq!(count, 3);
}

/// The document tells the status that is sent, whoever has set it.
#[test]
fn a_status_that_is_set_later_is_the_documents() {
    for (framework, ask) in FRAMEWORKS {
        assert_problem(&ask("GET", "/restated", PROBLEM), 409, "out-of-credit", framework);
        assert_envelope(&ask("GET", "/restated", &[]), 409, "out-of-credit", framework);
    }
}
