//! The platform of `examples/platform`, end to end: the real binary, a real database file, real sockets.

#![cfg(unix)]

#[path = "platform/client.rs"]
mod client;
#[path = "platform/curl.rs"]
mod curl;
#[path = "platform/server.rs"]
mod server;

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::client::{Reply, get, post, raw, send, send_raw};
use crate::curl::Curl;
use crate::server::{Fresh, Server, binary};

/// The platform's own catalog.
#[errcat::catalog("../examples/platform/error_codes.toml")]
enum ErrorCode {}

use ErrorCode as E;

const ADA: &str = "account_key=ada-account-key";
const EVE: &str = "account_key=eve-account-key";
const WRITE: &str = "api_key=ada-write-key";
const READ: &str = "read_key=ada-read-key";

/// Status, headers, and every byte of the body but the time.
fn assert_failure(reply: &Reply, code: ErrorCode, status: u16, description: &str) {
    let body = format!(
        r#"{{"result":"error","server_time":"TIME","errorCode":"{}","desp":"{description}"}}"#,
        code.code()
    );
    assert_eq!(reply.body, body);
    assert_eq!((reply.status, code.status()), (status, status), "{body}");
    assert_eq!(reply.header("content-type"), Some("application/json"), "{body}");
    assert_eq!(reply.header("allow").is_some(), status == 405, "{body}");
    assert_eq!(reply.header("retry-after").is_some(), status == 429, "{body}");
}

/// The seconds of a text about a caller that came too often.
fn seconds(reply: &Reply) -> u64 {
    let text = reply.text("/desp");
    let seconds = text.strip_prefix("please wait another ").and_then(|text| text.strip_suffix(" seconds"));
    seconds.and_then(|seconds| seconds.parse().ok()).unwrap_or_else(|| panic!("{text}"))
}

/// A request, and the code, status and text that it gets.
type Case = (&'static str, String, String, ErrorCode, u16, &'static str);

#[expect(clippy::too_many_lines, reason = "a table, a row a code")]
fn cases() -> Vec<Case> {
    let account = |key: &str| format!("/channels/1?{key}");
    let feeds = |key: &str| format!("/channels/1/feeds?{key}");
    let login = "/accounts/login".to_owned();
    let accounts = "/accounts".to_owned();
    let none = String::new();
    vec![
        (
            "GET",
            account("account_key=wrong"),
            none.clone(),
            E::PermissionDeniedForceLogOff,
            401,
            "account_key, or token_id is not correct",
        ),
        (
            "GET",
            "/channels/1".into(),
            none.clone(),
            E::MissingData,
            400,
            "account_key, or token_id is missing",
        ),
        ("POST", accounts.clone(), none.clone(), E::MissingData, 400, "the request has no body"),
        ("POST", accounts.clone(), "{}".into(), E::MissingData, 400, "username is missing"),
        ("POST", accounts.clone(), r#"{"username":null}"#.into(), E::MissingData, 400, "username is missing"),
        (
            "POST",
            accounts.clone(),
            r#"{"username":7}"#.into(),
            E::InvalidFormat,
            400,
            "username: invalid type: integer `7`, expected a string",
        ),
        ("POST", accounts.clone(), "[]".into(), E::InvalidFormat, 400, "the body is not a JSON object"),
        (
            "GET",
            feeds("read_key=ada-read-key&results=-1"),
            none.clone(),
            E::InvalidFormat,
            400,
            "results: invalid digit found in string",
        ),
        (
            "GET",
            feeds("read_key=ada-read-key&read_key=x"),
            none.clone(),
            E::InvalidFormat,
            400,
            "duplicate field `read_key`",
        ),
        (
            "GET",
            feeds("read_key=ada-read-key&results=1001"),
            none.clone(),
            E::OverLimit,
            403,
            "a request reads at most 1000 results",
        ),
        (
            "POST",
            accounts.clone(),
            " ".repeat(20_000),
            E::OverLimit,
            403,
            "the body is longer than 16384 bytes",
        ),
        ("PATCH", "/channels".into(), none.clone(), E::ErrorMethodInvalid, 405, "Request method is invalid"),
        (
            "POST",
            feeds(WRITE),
            r#"{"field1":1,"created_at":"yesterday"}"#.into(),
            E::InvalidCreatedAt,
            400,
            "created_at is not a time like 2017-10-09T08:48:34Z",
        ),
        ("POST", accounts.clone(), r#"{"username":"#.into(), E::InvalidJsonFormat, 400, "invalid json input"),
        ("GET", format!("/channels/2?{ADA}"), none.clone(), E::InvalidChannelId, 404, "Invalid channel_id"),
        ("GET", account(EVE), none.clone(), E::InvalidChannelId, 404, "Invalid channel_id"),
        ("GET", format!("/channels/one?{ADA}"), none.clone(), E::InvalidChannelId, 404, "Invalid channel_id"),
        ("GET", format!("/channels/%FF?{ADA}"), none.clone(), E::InvalidChannelId, 404, "Invalid channel_id"),
        ("POST", feeds("api_key=wrong"), none.clone(), E::InvalidApiKey, 401, "Invalid\u{a0}API Key"),
        ("POST", feeds("api_key=ada-read-key"), none.clone(), E::InvalidApiKey, 401, "Invalid\u{a0}API Key"),
        (
            "POST",
            feeds(WRITE),
            r#"{"field1":true}"#.into(),
            E::InvalidFieldValue,
            400,
            "field1 is neither a number nor a string",
        ),
        (
            "POST",
            accounts.clone(),
            r#"{"username":"Ada","email":"a@b","password":"12345678"}"#.into(),
            E::InvalidFieldValue,
            400,
            "username is taken",
        ),
        ("GET", feeds("read_key=%FF%00"), none.clone(), E::InvalidReadKey, 401, "Invalid read_key value"),
        (
            "GET",
            feeds("read_key=ada-read-key&timezone=Mars"),
            none.clone(),
            E::InvalidTimezone,
            400,
            "Invalid timezone value",
        ),
        (
            "POST",
            feeds(WRITE),
            r#"{"field1":null}"#.into(),
            E::MissingFieldData,
            400,
            "The request is missing field data",
        ),
        (
            "POST",
            format!("/channels?{EVE}"),
            r#"{"name":"a"}"#.into(),
            E::LowBalance,
            402,
            "a channel costs 10",
        ),
        (
            "POST",
            feeds(WRITE),
            format!(r#"{{"field1":"{}"}}"#, "x".repeat(65)),
            E::FieldLengthOverLimit,
            400,
            "field1 is longer than 64 bytes",
        ),
        (
            "POST",
            format!("/groups?{EVE}"),
            r#"{"group_name":"Garden"}"#.into(),
            E::GroupNameExist,
            409,
            "The input group_name also exists in the platform",
        ),
        (
            "GET",
            format!("/accounts/wechat?{EVE}"),
            none.clone(),
            E::OpenidNotBinded,
            403,
            "Wechat account hasn’t been\u{a0}linked to the platform account.",
        ),
        (
            "GET",
            "/accounts?account_key=bob-account-key".into(),
            none.clone(),
            E::AccountRequireVerify,
            403,
            "Account is not activated yet",
        ),
        (
            "POST",
            login.clone(),
            r#"{"username":"ada","password":"guess"}"#.into(),
            E::WrongPassword,
            401,
            "Password is incorrect",
        ),
        (
            "POST",
            login,
            r#"{"username":"nobody","password":"guess"}"#.into(),
            E::WrongPassword,
            401,
            "Password is incorrect",
        ),
        ("GET", "/channels/".into(), none.clone(), E::NotFound, 404, "There is nothing at this path"),
        ("DELETE", "/%FF".into(), none, E::NotFound, 404, "There is nothing at this path"),
    ]
}

#[test]
fn every_code_is_what_some_request_gets() {
    let Fresh { server, .. } = &Fresh::start();
    let mut met = BTreeSet::new();
    for (method, path, body, code, status, description) in cases() {
        assert_failure(&send(&server.address, method, &path, &body), code, status, description);
        met.insert(code);
    }
    // These two have tests of their own, which see more of them.
    met.extend([E::RequestTooFast, E::InternalError]);
    let all: BTreeSet<_> = E::ALL.iter().copied().collect();
    assert_eq!(met, all);
}

#[test]
fn a_key_has_sixty_requests_a_minute() {
    let Fresh { server, .. } = &Fresh::start();
    for _ in 0..60 {
        assert_eq!(get(&server.address, &format!("/groups?{EVE}")).status, 200);
    }
    let reply = get(&server.address, &format!("/groups?{EVE}"));
    let seconds = seconds(&reply);
    assert!((30..=60).contains(&seconds), "{seconds}");
    assert_failure(&reply, E::RequestTooFast, 429, &format!("please wait another {seconds} seconds"));
    assert_eq!(reply.header("retry-after"), Some(seconds.to_string().as_str()));
    assert_eq!(get(&server.address, &format!("/groups?{ADA}")).status, 200, "another key");
}

#[test]
fn passwords_cannot_be_guessed_in_a_loop() {
    let Fresh { server, .. } = &Fresh::start();
    let guess = || post(&server.address, "/accounts/login", r#"{"username":"ada","password":"guess"}"#);
    let refused = (0..61).map(|_| guess()).find(|reply| reply.status != 401).expect("a limit");
    assert_eq!(refused.code(), E::RequestTooFast.code());
}

#[test]
fn a_method_that_is_none_of_the_path_s_gets_those_that_are() {
    let Fresh { server, .. } = &Fresh::start();
    let routes = [
        ("/accounts", "GET,HEAD,POST"),
        ("/accounts/verify", "POST"),
        ("/accounts/login", "POST"),
        ("/accounts/token", "POST"),
        ("/accounts/settings", "GET,HEAD,PUT"),
        ("/accounts/wechat", "GET,HEAD,PUT"),
        ("/channels", "GET,HEAD,POST"),
        ("/channels/1", "GET,HEAD,DELETE"),
        ("/channels/1/read_keys", "POST"),
        ("/channels/1/feeds", "GET,HEAD,POST"),
        ("/channels/1/commands", "POST"),
        ("/channels/1/commands/execute", "POST"),
        ("/groups", "GET,HEAD,POST"),
        ("/groups/1/channels/1", "PUT,DELETE"),
    ];
    for (path, allow) in routes {
        for method in ["PATCH", "OPTIONS", "TRACE", "BREW"] {
            let reply = send(&server.address, method, path, "");
            assert_failure(&reply, E::ErrorMethodInvalid, 405, "Request method is invalid");
            assert_eq!(reply.header("allow"), Some(allow), "{method} {path}");
        }
    }
}

#[test]
fn head_is_get_without_the_body() {
    let Fresh { server, .. } = &Fresh::start();
    for path in [format!("/channels/1?{ADA}"), "/channels/1?account_key=wrong".into(), "/nothing".into()] {
        let (head, got) = (send(&server.address, "HEAD", &path, ""), get(&server.address, &path));
        assert_eq!((head.status, head.body.as_str()), (got.status, ""), "{path}");
        for name in ["content-type", "content-length"] {
            assert_eq!(head.header(name), got.header(name), "{path}");
        }
    }
}

/// Takes a text that cannot be known out of a body.
fn without(reply: &Reply, texts: &[String]) -> String {
    texts.iter().fold(reply.body.clone(), |body, text| body.replace(text.as_str(), "…"))
}

fn success(members: &str) -> String {
    format!(r#"{{"result":"success","server_time":"TIME",{members}}}"#)
}

#[test]
fn successes_have_the_shapes_of_the_wire_examples() {
    let Fresh { server, .. } = &Fresh::start();
    let address = server.address.as_str();

    let read_key = post(address, &format!("/channels/1/read_keys?{ADA}"), "");
    assert_eq!(without(&read_key, &[read_key.text("/read_key")]), success(r#""read_key":"…""#));

    let body = r#"{"username":"grace","email":"grace@example.com","password":"cobol-1959"}"#;
    let account_key = post(address, "/accounts", body);
    assert_eq!(without(&account_key, &[account_key.text("/account_key")]), success(r#""account_key":"…""#));

    let token = post(address, &format!("/accounts/token?{ADA}"), "");
    assert_eq!(
        without(&token, &[token.text("/token_id"), token.text("/expire_time")]),
        success(
            r#""token_id":"…","expire_time":"…","account":{"user_id":"1","email_status":"live","token_id":"…"},"token_type":"user","login_type":"token_by_account_key""#
        )
    );

    let path = format!("/channels/1/commands?{ADA}");
    let command = post(address, &path, r#"{"command_string":"testing"}"#);
    assert_eq!(
        without(&command, &[command.text("/command/created_at")]),
        success(
            r#""command":{"command_id":"1","command_string":"testing","position":1,"created_at":"…","executed_at":null,"channel_id":"1"}"#
        )
    );

    let path = format!("/accounts/settings?{ADA}");
    let settings = send(address, "PUT", &path, r#"{"settings":"{\"asdf\":\"aa\"}"}"#);
    assert_eq!(settings.body, success(r#""settings":"{\"asdf\":\"aa\"}""#));
    assert_eq!(get(address, &path).body, settings.body);

    for reply in [read_key, account_key, token, command, settings] {
        assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/json")));
    }
}

#[test]
fn a_success_always_says_something_after_success() {
    let Fresh { server, .. } = &Fresh::start();
    let reply = send(&server.address, "DELETE", &format!("/channels/1?{ADA}"), "");
    assert_eq!(reply.body, r#"{"result":"success","server_time":"TIME"}"#);
    for path in [format!("/channels/1?{ADA}"), format!("/channels/1/feeds?{ADA}")] {
        assert_eq!(get(&server.address, &path).code(), E::InvalidChannelId.code());
    }
    assert_eq!(get(&server.address, &format!("/channels/1/feeds?{READ}")).code(), E::InvalidReadKey.code());
}

#[test]
fn feeds_come_back_newest_first_in_the_time_zone_asked_for() {
    let Fresh { server, .. } = &Fresh::start();
    let written = [
        r#"{"created_at":"2037-10-09T08:48:34.9Z","field1":"warm","field10":-1.5}"#,
        r#"{"created_at":"2037-10-09T08:48:35+00:00","field2":"\"ü\""}"#,
    ];
    for feed in written {
        assert_eq!(post(&server.address, &format!("/channels/1/feeds?{WRITE}"), feed).status, 200);
    }
    let read = |more: &str| get(&server.address, &format!("/channels/1/feeds?{READ}&results=2{more}")).body;
    assert_eq!(
        read(""),
        success(
            r#""channel_id":"1","feeds":[{"entry_id":"5","created_at":"2037-10-09T08:48:35Z","field2":"\"ü\""},{"entry_id":"4","created_at":"2037-10-09T08:48:34Z","field1":"warm","field10":-1.5}]"#
        )
    );
    assert!(read("&timezone=Asia/Shanghai").contains(r#""created_at":"2037-10-09T16:48:35+08:00""#));
}

#[test]
fn an_account_opens_once_it_is_verified() {
    let Fresh { server, .. } = &Fresh::start();
    let address = server.address.as_str();
    let body = r#"{"username":"grace","email":"grace@example.com","password":"cobol-1959"}"#;
    let path = format!("/channels?account_key={}", post(address, "/accounts", body).text("/account_key"));
    assert_eq!(get(address, &path).code(), E::AccountRequireVerify.code());

    server.wait_for_log("its verification code");
    let log = server.log();
    let (_, code) = log.split_once("code=\"").expect("the code is logged");
    let verify =
        |code: &str| post(address, "/accounts/verify", &format!(r#"{{"username":"grace","code":"{code}"}}"#));
    assert_eq!(verify("guess").code(), E::InvalidFieldValue.code());
    assert_eq!(verify(&code[..32]).body, success(r#""email_status":"live""#));
    assert_eq!(verify(&code[..32]).code(), E::InvalidFieldValue.code(), "a code works once");

    // The welcome of 100 is ten channels.
    for _ in 0..10 {
        assert_eq!(post(address, &path, r#"{"name":"compiler"}"#).status, 200);
    }
    assert_eq!(post(address, &path, r#"{"name":"compiler"}"#).code(), E::LowBalance.code());
    assert_eq!(get(address, &path).json()["channels"].as_array().map(Vec::len), Some(10));
}

#[test]
fn a_token_works_until_it_expires() {
    let Fresh { server, .. } = &Fresh::start();
    let address = server.address.as_str();
    let token = |seconds: u32| {
        let path = format!("/accounts/token?{ADA}&expire_in_seconds={seconds}");
        format!("token_id={}", post(address, &path, "").text("/token_id"))
    };
    let (short, long) = (token(1), token(60));
    assert_eq!(get(address, &format!("/accounts?{long}")).status, 200);
    let reply = post(address, &format!("/accounts/token?{long}"), "");
    assert_failure(&reply, E::PermissionDeniedForceLogOff, 401, "this needs the account_key");
    thread::sleep(Duration::from_millis(1100));
    let reply = get(address, &format!("/accounts?{short}"));
    assert_failure(&reply, E::PermissionDeniedForceLogOff, 401, "account_key, or token_id is not correct");
    assert_eq!(get(address, &format!("/accounts?{long}")).status, 200);
}

#[test]
fn a_command_is_fetched_once_and_in_order() {
    let Fresh { server, .. } = &Fresh::start();
    let address = server.address.as_str();
    for (position, string) in (1..).zip(["first", "second"]) {
        let body = format!(r#"{{"command_string":"{string}"}}"#);
        let reply = post(address, &format!("/channels/1/commands?{ADA}"), &body);
        assert_eq!(reply.json()["command"]["position"], position);
    }
    let next = || post(address, &format!("/channels/1/commands/execute?{WRITE}"), "");
    assert_eq!(next().text("/command/command_string"), "first");
    assert_eq!(next().text("/command/command_string"), "second");
    assert_eq!(next().body, success(r#""command":null"#));
}

#[test]
fn a_fault_is_logged_with_its_cause_and_answered_without() {
    let fresh = Fresh::start();
    let database = Connection::open(fresh.database()).expect("the file");
    database.execute_batch("DROP TABLE group_channels; DROP TABLE groups").expect("dropped");
    let reply = get(&fresh.server.address, &format!("/groups?{ADA}"));
    let description = "The platform failed to answer; try again later";
    assert_failure(&reply, E::InternalError, 500, description);
    fresh.server.wait_for_log("no such table: groups");
    let log = fresh.server.log();
    let events: Vec<_> = log.lines().filter(|line| line.contains("no such table")).collect();
    assert_eq!(events.len(), 1, "{log}");
    for part in ["ERROR errcat", r#"code="internal_error""#, "status=500"] {
        assert!(events[0].contains(part), "{part}: {}", events[0]);
    }
    assert_eq!(get(&fresh.server.address, &format!("/channels?{ADA}")).status, 200, "the rest works on");
}

/// A request by hand: nothing in it but what is written.
fn by_hand(head: &str, body: &[u8]) -> Vec<u8> {
    [head.as_bytes(), b"\r\n\r\n", body].concat()
}

#[test]
fn whatever_is_http_is_answered_in_the_envelope() {
    let Fresh { server, .. } = &Fresh::start();
    let long = "a".repeat(70_000);
    let many = "\r\na: b".repeat(200);
    let large = vec![b' '; 3_000_000];
    let cases = [
        (by_hand("GET / HTTP/1.1", b""), 404, "not_found"),
        (by_hand("GET / HTTP/1.0", b""), 404, "not_found"),
        (by_hand("OPTIONS * HTTP/1.1\r\nhost: x", b""), 404, "not_found"),
        (by_hand("CONNECT x:443 HTTP/1.1\r\nhost: x\r\nconnection: close", b""), 404, "not_found"),
        (by_hand("GET http://x/channels HTTP/1.1\r\nhost: x", b""), 400, "missing_data"),
        (
            by_hand("GET /channels?account_key=%GG%0d%0a HTTP/1.1", b""),
            401,
            "permission_denied_force_log_off",
        ),
        (by_hand("GET /channels/%00?account_key=eve-account-key HTTP/1.1", b""), 404, "invalid_channel_id"),
        (
            by_hand("GET /channels/99999999999999999999?account_key=eve-account-key HTTP/1.1", b""),
            404,
            "invalid_channel_id",
        ),
        (by_hand("POST /accounts HTTP/1.1\r\ncontent-length: 2", b"\xff\xfe"), 400, "invalid_json_format"),
        (
            by_hand("POST /accounts HTTP/1.1\r\ntransfer-encoding: chunked", b"2\r\n{}\r\n0\r\n\r\n"),
            400,
            "missing_data",
        ),
        (
            by_hand("POST /accounts HTTP/1.1\r\ncontent-type: image/png\r\ncontent-length: 2", b"{}"),
            400,
            "missing_data",
        ),
        (by_hand("POST /accounts HTTP/1.1\r\ncontent-length: 3000000", &large), 403, "over_limit"),
        (by_hand("POST /nothing HTTP/1.1\r\ncontent-length: 3000000", &large), 403, "over_limit"),
        (
            by_hand("POST /accounts HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 3000000", b""),
            403,
            "over_limit",
        ),
        (by_hand(&format!("GET /{long} HTTP/1.1"), b""), 403, "over_limit"),
        (by_hand(&format!("GET / HTTP/1.1{many}"), b""), 403, "over_limit"),
        (by_hand(&format!("GET / HTTP/1.1\r\na: {}", long.repeat(10)), b""), 403, "over_limit"),
        (by_hand("GET / HTTP/1.1\r\nno colon", b""), 400, "invalid_format"),
        (by_hand("POST /accounts HTTP/1.1\r\ncontent-length: two", b"{}"), 400, "invalid_format"),
        (
            by_hand("POST /accounts HTTP/1.1\r\ncontent-length: 2\r\ncontent-length: 3", b"{}"),
            400,
            "invalid_format",
        ),
        (by_hand("GET / HTTP/9.9", b""), 400, "invalid_format"),
        (by_hand("GET  HTTP/1.1", b""), 400, "invalid_format"),
        (b"hello?\r\n\r\n".to_vec(), 400, "invalid_format"),
    ];
    for (request, status, code) in cases {
        let reply = raw(&server.address, &request);
        let shown = String::from_utf8_lossy(&request[..request.len().min(80)]).into_owned();
        assert_eq!((reply.status, reply.code().as_str()), (status, code), "{shown}");
        assert_eq!(reply.header("content-type"), Some("application/json"), "{shown}");
    }
    assert_eq!(get(&server.address, &format!("/channels?{EVE}")).status, 200, "the server stays up");
}

#[test]
fn a_refusal_comes_after_the_replies_before_it() {
    let Fresh { server, .. } = &Fresh::start();
    let replies =
        send_raw(&server.address, b"GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\nnonsense\r\n\r\n");
    let replies = String::from_utf8(replies).expect("text");
    let codes: Vec<_> =
        replies.split("\"errorCode\":\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(codes, ["not_found", "not_found", "invalid_format"], "{replies}");
}

#[test]
fn noise_does_not_stop_the_server() {
    let Fresh { server, .. } = &Fresh::start();
    let mut noise = 0x9e37_79b9_7f4a_7c15_u64;
    for length in 0..200 {
        let bytes: Vec<u8> = (0..length)
            .map(|_| {
                noise ^= noise << 13;
                noise ^= noise >> 7;
                noise ^= noise << 17;
                noise.to_le_bytes()[0]
            })
            .collect();
        send_raw(&server.address, &bytes);
    }
    // A body that breaks off, and a client that goes away before the answer.
    send_raw(&server.address, b"POST /accounts HTTP/1.1\r\ncontent-length: 9\r\n\r\n{");
    for _ in 0..20 {
        let mut stream = TcpStream::connect(&server.address).expect("the server listens");
        let body = r#"{"username":"ada","password":"guess"}"#;
        let head = format!("POST /accounts/login HTTP/1.1\r\ncontent-length: {}", body.len());
        stream.write_all(&by_hand(&head, body.as_bytes())).expect("sent");
    }
    assert_eq!(get(&server.address, &format!("/channels?{EVE}")).status, 200);
    assert!(!server.log().contains("panicked"), "{}", server.log());
}

#[test]
fn fifty_requests_at_once_are_all_done() {
    let Fresh { server, .. } = &Fresh::start();
    let address = server.address.as_str();
    let ids: BTreeSet<String> = thread::scope(|scope| {
        let requests: Vec<_> = (0..50)
            .map(|number| {
                scope.spawn(move || {
                    let body = format!(r#"{{"field1":{number}}}"#);
                    post(address, &format!("/channels/1/feeds?{WRITE}"), &body).text("/feed/entry_id")
                })
            })
            .collect();
        requests.into_iter().map(|request| request.join().expect("answered")).collect()
    });
    assert_eq!(ids.len(), 50);
    let feeds = get(address, &format!("/channels/1/feeds?{READ}"));
    assert_eq!(feeds.json()["feeds"].as_array().map(Vec::len), Some(53));
}

#[test]
fn a_name_is_taken_once_by_who_ask_for_it_at_once() {
    let Fresh { server, .. } = &Fresh::start();
    let address = server.address.as_str();
    let statuses: Vec<u16> = thread::scope(|scope| {
        let ask = || post(address, &format!("/groups?{ADA}"), r#"{"group_name":"orchard"}"#).status;
        let requests: Vec<_> = (0..20).map(|_| scope.spawn(ask)).collect();
        requests.into_iter().map(|request| request.join().expect("answered")).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 409).count(), 19, "{statuses:?}");
}

fn assert_whole(database: &Path) {
    let connection = Connection::open(database).expect("the file");
    let check: String =
        connection.pragma_query_value(None, "integrity_check", |row| row.get(0)).expect("checked");
    assert_eq!(check, "ok");
    let broken = connection.prepare("PRAGMA foreign_key_check").and_then(|mut check| check.exists([]));
    assert_eq!(broken, Ok(false));
}

#[test]
fn the_data_outlives_the_server() {
    let mut fresh = Fresh::start();
    let database = fresh.database();
    for signal in ["INT", "TERM"] {
        let path = format!("/channels?{ADA}");
        assert_eq!(post(&fresh.server.address, &path, r#"{"name":"cellar"}"#).status, 200);
        fresh.server.signal(signal);
        assert_eq!(fresh.server.end().code(), Some(0), "{}", fresh.server.log());
        for beside in ["-wal", "-shm"] {
            let left = database.with_file_name(format!("platform.db{beside}"));
            assert!(!left.exists(), "{}", left.display());
        }
        assert_whole(&database);
        fresh.server = Server::start(&database);
    }
    let account = get(&fresh.server.address, &format!("/accounts?{ADA}"));
    assert_eq!(account.json()["account"]["balance"], 980);
    let channels = get(&fresh.server.address, &format!("/channels?{ADA}"));
    assert_eq!(channels.json()["channels"].as_array().map(Vec::len), Some(3), "nothing is planted twice");
}

#[test]
fn a_server_that_is_killed_leaves_nothing_half_done() {
    let mut fresh = Fresh::start();
    let address = fresh.server.address.clone();
    let busy = thread::spawn(move || {
        let body = br#"{"name":"cellar"}"#;
        let head =
            format!("POST /channels?{ADA} HTTP/1.1\r\nconnection: close\r\ncontent-length: {}", body.len());
        // Until nobody listens.
        while let Ok(mut stream) = TcpStream::connect(&address) {
            stream.write_all(&by_hand(&head, body)).ok();
            stream.read_to_end(&mut Vec::new()).ok();
        }
    });
    thread::sleep(Duration::from_millis(150));
    fresh.server.signal("KILL");
    fresh.server.end();
    busy.join().expect("done");
    assert_whole(&fresh.database());
    fresh.server = Server::start(&fresh.database());
    let channels = get(&fresh.server.address, &format!("/channels?{ADA}")).json();
    let made = i64::try_from(channels["channels"].as_array().map_or(0, Vec::len)).expect("few") - 1;
    let balance = get(&fresh.server.address, &format!("/accounts?{ADA}")).json();
    assert!(made > 0, "the server was killed too early to show anything");
    assert_eq!(balance["account"]["balance"], 1000 - 10 * made, "paid for what was made");
}

#[test]
fn a_request_in_flight_is_answered_before_the_server_stops() {
    let Fresh { mut server, folder: _folder } = Fresh::start();
    let mut stream = TcpStream::connect(&server.address).expect("the server listens");
    let body = br#"{"field1":1}"#;
    let head = format!("POST /channels/1/feeds?{WRITE} HTTP/1.1\r\ncontent-length: {}", body.len());
    stream.write_all(&by_hand(&head, &body[..4])).expect("sent");
    thread::sleep(Duration::from_millis(200));
    server.signal("INT");
    server.wait_for_log("stopping");
    assert!(
        TcpStream::connect(&server.address)
            .map_or(true, |mut late| late.read(&mut [0]).map_or(true, |n| n == 0)),
        "a stopping server takes nobody new"
    );
    stream.write_all(&body[4..]).expect("sent");
    let mut reply = String::new();
    stream.read_to_string(&mut reply).expect("answered");
    assert!(reply.starts_with("HTTP/1.1 200 OK\r\n"), "{reply}");
    assert_eq!(server.end().code(), Some(0));
}

#[test]
fn an_idle_connection_does_not_hold_the_server_up() {
    let Fresh { server, folder: _folder } = Fresh::start();
    let idle = TcpStream::connect(&server.address).expect("the server listens");
    get(&server.address, "/");
    let start = Instant::now();
    server.stop();
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    drop(idle);
}

#[test]
fn what_cannot_be_started_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let output = Command::new(binary()).args(arguments).output().expect("it runs");
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).expect("text")
    };
    let text = folder.path().join("text");
    std::fs::write(&text, "no database, but long enough to be looked at: ".repeat(100)).expect("written");
    let said = run(&["--addr", "127.0.0.1:0", "--db", text.to_str().expect("text")]);
    assert!(said.contains("cannot open database") && said.contains("not a database"), "{said}");
    let said = run(&["--addr", "127.0.0.1:0", "--db", "/nowhere/at/all.db"]);
    assert!(said.contains("cannot open database `/nowhere/at/all.db`"), "{said}");
    let new = folder.path().join("new.db");
    let said = run(&["--addr", "nonsense", "--db", new.to_str().expect("text")]);
    assert!(said.contains("cannot listen on `nonsense`"), "{said}");
}

const README: &str = include_str!("../../examples/platform/README.md");

/// The rows of the README's tables that have a request: code, status, request.
fn documented() -> Vec<(ErrorCode, u16, Curl)> {
    let rows = README.lines().filter(|line| line.starts_with("| `") && line.contains("`curl "));
    rows.map(|row| {
        let cells: Vec<_> =
            row.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        let &[code, status, curl] = cells.as_slice() else { panic!("{row}") };
        let code = code.parse().unwrap_or_else(|error| panic!("{error}: {row}"));
        (code, status.parse().expect("a status"), Curl::parse(curl))
    })
    .collect()
}

/// Sends all that a line asks for; the last reply is the one that it is about.
fn last(server: &Server, curl: &Curl) -> Reply {
    let send = |path: &String| send(&server.address, &curl.method, path, &curl.body);
    let mut replies: Vec<_> = curl.paths.iter().map(send).collect();
    replies.pop().expect("a request")
}

#[test]
fn the_requests_of_the_readme_get_what_it_says() {
    let Fresh { server, .. } = &Fresh::start();
    let documented = documented();
    let codes: Vec<_> = documented.iter().map(|(code, ..)| *code).collect();
    let requestable: Vec<_> = E::ALL.iter().copied().filter(|code| *code != E::InternalError).collect();
    assert_eq!(codes, requestable, "each code has its row, in the catalog's order");
    // Twice, since nobody tries a line only once.
    for (code, status, curl) in documented.iter().chain(&documented) {
        let reply = last(server, curl);
        assert_eq!((reply.code().as_str(), reply.status), (code.code(), *status), "{curl:?}");
    }
}

#[test]
fn the_successes_of_the_readme_are_successes() {
    let Fresh { server, .. } = &Fresh::start();
    let lines: Vec<_> = README.lines().filter(|line| line.starts_with("curl ")).collect();
    assert_eq!(lines.len(), 9);
    for line in lines {
        let reply = last(server, &Curl::parse(line));
        assert_eq!(reply.status, 200, "{line}: {}", reply.body);
    }
}

#[test]
fn a_curl_line_is_read_as_a_shell_and_curl_read_it() {
    let line = r#"curl -i -X PUT '127.0.0.1:8080/a?n=[1-3]' -d '{"b": "c"}'"#;
    let paths = ["/a?n=1", "/a?n=2", "/a?n=3"].map(str::to_owned).to_vec();
    assert_eq!(Curl::parse(line), Curl { method: "PUT".into(), paths, body: r#"{"b": "c"}"#.into() });
}
