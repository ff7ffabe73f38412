//! The server of `examples/actix`, end to end: the real binary, real sockets.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::Path;
use std::time::Duration;

use test_server::Server;

#[errcat::catalog("error_codes.toml")]
enum ErrorCode {}

use ErrorCode as E;

/// Starts the server, and waits until it listens.
fn start() -> Server {
    Server::run(Path::new(env!("CARGO_BIN_EXE_platform-actix")), &[])
}

/// A reply as it came over the socket.
struct Reply {
    status: u16,
    head: String,
    body: String,
}

/// Sends bytes as they are, on a connection of their own.
fn send(server: &Server, request: &[u8]) -> Reply {
    let mut stream = TcpStream::connect(&server.address).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout");
    // One that answers before it has read all of a body may close: what counts is what it said.
    stream.write_all(request).ok();
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).ok();
    stream.shutdown(Shutdown::Both).ok();
    let reply = String::from_utf8(reply).expect("UTF-8");
    let (head, body) = reply.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no reply: {reply:?}"));
    let status = head.get(9..12).and_then(|status| status.parse().ok()).expect("a status");
    Reply { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
}

fn request(line: &str, content_type: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    let content_type =
        if content_type.is_empty() { "x-none: 1".into() } else { format!("content-type: {content_type}") };
    format!("{line} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{content_type}\r\ncontent-length: {length}\r\n\r\n{body}")
        .into_bytes()
}

#[track_caller]
fn assert_failure(reply: &Reply, status: u16, code: ErrorCode, description: &str) {
    let failure = error_code::Failure::from_json(reply.body.as_bytes());
    let failure = failure.unwrap_or_else(|error| panic!("{error}: {}", reply.body));
    assert_eq!((reply.status, failure.code()), (status, Some(code)), "{failure}");
    assert_eq!(failure.description(), description);
    assert!(reply.head.contains("content-type: application/json"), "{}", reply.head);
    assert_eq!(reply.head.contains("www-authenticate: key realm="), status == 401, "{}", reply.head);
}

#[test]
fn three_routes() {
    let server = &start();
    let get = |path: &str| send(server, &request(&format!("GET {path}"), "", ""));
    let shown = get("/channels/1?account_key=ada-account-key");
    assert_eq!(shown.status, 200);
    assert!(shown.body.starts_with(r#"{"result":"success","server_time":""#), "{}", shown.body);
    assert!(shown.body.ends_with(r#","channel":{"channel_id":"1","name":"greenhouse"}}"#), "{}", shown.body);
    let line = "POST /channels/1/feeds?api_key=ada-write-key";
    let written = send(server, &request(line, "application/json", r#"{"field1":23.5}"#));
    assert!(written.body.ends_with(r#","feed":{"entry_id":"1","field1":23.5}}"#), "{}", written.body);
    let read = get("/channels/1/feeds?read_key=ada-read-key&results=2");
    assert!(
        read.body.ends_with(r#","channel_id":"1","feeds":[{"entry_id":"1","field1":23.5}]}"#),
        "{}",
        read.body
    );
}

#[test]
fn the_codes_are_a_document() {
    let server = &start();
    let ask = |method: &str, headers: &str| {
        let head = format!("{method} /errors HTTP/1.1\r\nhost: x\r\nconnection: close{headers}\r\n\r\n");
        send(server, head.as_bytes())
    };
    let line = |reply: &Reply, name: &str| {
        let line = reply.head.lines().find(|line| line.starts_with(name));
        line.map(str::to_owned)
    };
    let list = ask("GET", "");
    assert_eq!(list.status, 200);
    assert!(list.body.starts_with(r#"{"format":1,"#) && list.body.contains(r#""code":"wrong_password""#));
    let head = ask("HEAD", "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    for name in ["content-length: ", "content-type: ", "etag: ", "cache-control: "] {
        assert_eq!(line(&head, name), line(&list, name), "{name}");
    }
    let etag = line(&list, "etag: ").expect("a tag").replace("etag: ", "");
    for method in ["GET", "HEAD"] {
        let known = ask(method, &format!("\r\nif-none-match: {etag}"));
        assert_eq!((known.status, known.body.as_str()), (304, ""), "{}", known.head);
        assert_eq!(line(&known, "etag: "), line(&list, "etag: "));
        assert_eq!(line(&known, "content-length: "), None);
    }
}

#[test]
fn handlers_fail_in_the_envelope() {
    let server = &start();
    for (line, status, code, description) in [
        ("GET /channels/1", 400, E::MissingData, "account_key is missing"),
        (
            "GET /channels/1?account_key=wrong",
            401,
            E::PermissionDeniedForceLogOff,
            "account_key, or token_id is not correct",
        ),
        ("GET /channels/2?account_key=ada-account-key", 404, E::InvalidChannelId, "Invalid channel_id"),
        (
            "GET /channels/1/feeds?read_key=ada-read-key&results=9999",
            403,
            E::OverLimit,
            "results is more than 1000",
        ),
    ] {
        assert_failure(&send(server, &request(line, "", "")), status, code, description);
    }
}

#[test]
fn what_no_handler_sees_is_in_the_envelope() {
    const JSON: &str = "application/json";
    let server = &mut start();
    let long = format!(r#"{{"field1":"{}"}}"#, "x".repeat(3_000_000));
    let deep = format!(r#"{{"field1":{}"#, "[".repeat(100_000));
    // A place is as deep as the reader got, told by both of its ends.
    let [begins, ends] = [64, 51].map(|times| "[0]".repeat(times));
    let place = format!("field1{begins}[0 … {ends}: recursion limit exceeded at line 1 column 137");
    let method = "Request method is invalid";
    for (line, content_type, body, status, code, description) in [
        ("GET /nothing", "", "", 404, E::NotFound, "There is nothing at this path"),
        ("GET /%00%ff", "", "", 404, E::NotFound, "There is nothing at this path"),
        ("DELETE /channels/1", "", "", 405, E::ErrorMethodInvalid, method),
        ("PATCH /channels/1/feeds", JSON, "{}", 405, E::ErrorMethodInvalid, method),
        (
            "GET /channels/one?account_key=x",
            "",
            "",
            404,
            E::InvalidChannelId,
            r#"can not parse "one" to a u32"#,
        ),
        (
            "GET /channels/1?results=many",
            "",
            "",
            400,
            E::InvalidFormat,
            "results: invalid digit found in string",
        ),
        (
            "POST /channels/1/feeds",
            JSON,
            r#"{"field1":"#,
            400,
            E::InvalidJsonFormat,
            "field1: EOF while parsing a value at line 1 column 10",
        ),
        ("POST /channels/1/feeds", JSON, deep.as_str(), 400, E::InvalidJsonFormat, &place),
        (
            "POST /channels/1/feeds",
            JSON,
            "7",
            400,
            E::InvalidFormat,
            "invalid type: integer `7`, expected a map at line 1 column 1",
        ),
        (
            "POST /channels/1/feeds",
            "text/plain",
            "{}",
            415,
            E::InvalidFormat,
            "Expected request with `Content-Type: application/json`",
        ),
        ("POST /channels/1/feeds", JSON, long.as_str(), 413, E::InvalidFormat, "the body is too long"),
    ] {
        assert_failure(&send(server, &request(line, content_type, body)), status, code, description);
    }
    let shown = send(server, &request("GET /channels/1?account_key=ada-account-key", "", ""));
    assert_eq!(shown.status, 200, "the server stays up");
    server.kill();
    assert!(server.log().contains("code=\"error_method_invalid\""), "failures are logged");
}
