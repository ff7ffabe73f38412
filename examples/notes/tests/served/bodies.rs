//! The bytes of the bodies.

use reqwest::{Method, Response};

use crate::{http, start, url};

/// Sends a request. Without a body, it has no content type either.
async fn send(url: &str, method: Method, path: &str, body: &str) -> Response {
    let request = http().request(method, format!("{url}{path}"));
    let request = match body {
        "" => request,
        _ => request.header("content-type", "application/json").body(body.to_owned()),
    };
    request.send().await.expect("a reply")
}

#[tokio::test]
async fn of_successes_and_failures() {
    let server = start();
    let long = format!(r#"{{"text":"{}"}}"#, "x".repeat(101));
    for (method, path, body, status, reply) in [
        (Method::GET, "/notes", "", 200, r#"{"data":[]}"#),
        (Method::POST, "/notes", r#"{"text":"buy milk"}"#, 201, r#"{"data":{"id":1,"text":"buy milk"}}"#),
        (Method::GET, "/notes/1", "", 200, r#"{"data":{"id":1,"text":"buy milk"}}"#),
        (Method::GET, "/notes", "", 200, r#"{"data":[{"id":1,"text":"buy milk"}]}"#),
        (
            Method::GET,
            "/notes/2",
            "",
            404,
            r#"{"error":{"type":"request_error","code":"note_not_found","message":"There is no such note"}}"#,
        ),
        (
            Method::POST,
            "/notes",
            &long,
            422,
            r#"{"error":{"type":"request_error","code":"note_too_long","message":"a note has at most 100 characters, and this one has 101"}}"#,
        ),
        (
            Method::POST,
            "/backups",
            "",
            503,
            r#"{"error":{"type":"server_error","code":"backup_unavailable","message":"The notes cannot be saved now"}}"#,
        ),
        // No handler sees the other requests.
        (
            Method::GET,
            "/note",
            "",
            404,
            r#"{"error":{"type":"request_error","code":"unknown_path","message":"There is nothing at this path"}}"#,
        ),
        (
            Method::DELETE,
            "/notes",
            "",
            405,
            r#"{"error":{"type":"request_error","code":"invalid_request","message":"The request cannot be read"}}"#,
        ),
        (
            Method::POST,
            "/notes",
            r#"{"text":"#,
            400,
            r#"{"error":{"type":"request_error","code":"malformed_json","message":"text: EOF while parsing a value at line 1 column 8"}}"#,
        ),
        (
            Method::POST,
            "/notes",
            r#"{"text":7}"#,
            422,
            r#"{"error":{"type":"request_error","code":"invalid_note","message":"text: invalid type: integer `7`, expected a string at line 1 column 9","fields":[{"path":"text","message":"invalid type: integer `7`, expected a string"}]}}"#,
        ),
    ] {
        let response = send(&url(&server), method, path, body).await;
        assert_eq!(response.headers()["content-type"], "application/json", "{path} {body}");
        assert_eq!(response.headers().contains_key("retry-after"), status == 503, "{path} {body}");
        assert_eq!(response.status(), status, "{path} {body}");
        assert_eq!(response.text().await.expect("a body"), reply);
    }
}
