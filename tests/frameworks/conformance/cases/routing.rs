//! Paths that no route has, methods that it does not have, and heads that are barely HTTP.

use crate::conformance::case::{Case, fails, succeeds};
use crate::conformance::client::{get, post, request};

pub(crate) fn cases() -> Vec<Case> {
    [paths(), methods(), heads()].concat()
}

fn paths() -> Vec<Case> {
    let not_found =
        |name, request| fails(name, request, 404, "not_found").header("cache-control", "no-store");
    vec![
        succeeds("a path", get("/ok"), "ok"),
        succeeds("a nested path", get("/nested/ok"), "ok"),
        succeeds("an absolute target", get("http://x/ok"), "ok"),
        not_found("an unknown path", get("/nothing")),
        not_found("no path", get("/")),
        not_found("a slash too many", get("/ok/")),
        not_found("two slashes", get("//ok")),
        not_found("an unknown nested path", get("/nested/nothing")),
        not_found("an unknown absolute target", get("http://x/nothing")),
        not_found("an unknown path with a body", post("/nothing", "application/json", b"{}")),
        not_found("a NUL in an unknown path", get("/nothing%00")),
        not_found("an unknown path that is not UTF-8", get("/%FF%FE")),
        not_found("a percent sign and no digits", get("/%GG")),
        not_found("a path upwards", get("/../../etc/passwd")),
        not_found("a long path", get(&format!("/{}", "a".repeat(20_000)))),
        not_found("a path in UTF-8", get("/größe")),
        not_found("OPTIONS of everything", request("OPTIONS", "*", "")),
        not_found("CONNECT", request("CONNECT", "x:443", "")),
        not_found("HTTP/1.0", b"GET /nothing HTTP/1.0\r\n\r\n".to_vec()),
        not_found("HEAD of an unknown path", request("HEAD", "/nothing", "")),
    ]
}

fn methods() -> Vec<Case> {
    let refused = |method: &str, target: &str| {
        fails(&format!("{method} {target}"), request(method, target, ""), 405, "method_not_allowed")
    };
    let of_get = ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"];
    let mut cases: Vec<_> =
        of_get.iter().map(|method| refused(method, "/ok").header("allow", "GET,HEAD")).collect();
    cases.push(refused("DELETE", "/nested/ok").header("allow", "GET,HEAD"));
    cases.push(refused("GET", "/json").header("allow", "POST"));
    cases.push(refused("HEAD", "/json").header("allow", "POST"));
    cases
}

/// What is no request, or barely one.
fn heads() -> Vec<Case> {
    let refused = |name, request: &[u8]| fails(name, request.to_vec(), 400, "bad_request");
    vec![
        refused("no HTTP", b"hello?\r\n\r\n"),
        refused("a NUL in the target", b"GET /\0 HTTP/1.1\r\nhost: x\r\n\r\n"),
        refused("a target that is not UTF-8", b"GET /\xff HTTP/1.1\r\nhost: x\r\n\r\n"),
        refused("a header without a colon", b"GET /ok HTTP/1.1\r\nhost: x\r\nnothing\r\n\r\n"),
        refused("a length that is no number", &request("POST", "/json", "content-length: two\r\n")),
        refused(
            "two lengths",
            &[&request("POST", "/json", "content-length: 2\r\ncontent-length: 3\r\n")[..], b"{}"].concat(),
        ),
    ]
}
