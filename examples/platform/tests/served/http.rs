//! Whatever a client sends: half requests, wrong ones, noise.

use std::io::Write;
use std::net::TcpStream;

use crate::client::{begin, by_hand, get, post, raw, read_to_end, send_raw};
use crate::server::Fresh;
use crate::{EVE, WRITE};

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
        (format!("GET / HTTP/1.1\r\na: {}", long.repeat(2)).into_bytes(), 403, "over_limit"),
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
    for head in ["HTTP/1.1", "HTTP/1.0\r\nconnection: keep-alive"] {
        let request = format!("GET /a {head}\r\n\r\nGET /b {head}\r\n\r\nnonsense\r\n\r\n");
        let replies = String::from_utf8(send_raw(&server.address, request.as_bytes())).expect("text");
        let codes: Vec<_> =
            replies.split("\"errorCode\":\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(codes, ["not_found", "not_found", "invalid_format"], "{replies}");
    }
}

#[test]
fn a_reply_to_a_body_that_has_not_been_read_is_the_last() {
    let Fresh { server, .. } = &Fresh::start();
    for (head, body) in [
        ("expect: 100-continue\r\ncontent-length: 3000000", &b""[..]),
        ("transfer-encoding: chunked", b"ZZ\r\n"),
    ] {
        let reply = raw(&server.address, &by_hand(&format!("POST /accounts HTTP/1.1\r\n{head}"), body));
        assert_eq!(reply.header("connection"), Some("close"), "{head}: {}", reply.body);
    }
}

#[test]
fn a_long_name_is_not_sent_back_whole() {
    let Fresh { server, .. } = &Fresh::start();
    let body = format!(r#"{{"{}":1}}"#, "a".repeat(10_000));
    let reply = post(&server.address, &format!("/channels/1/feeds?{WRITE}"), &body);
    assert_eq!((reply.status, reply.body.len() < 300), (400, true), "{}", reply.body);
}

#[test]
fn an_http_2_preface_gets_no_reply_and_a_tls_hello_gets_the_envelope() {
    let Fresh { server, .. } = &Fresh::start();
    let settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
    let preface = [b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", &settings[..]].concat();
    assert_eq!(read_to_end(begin(&server.address, &preface)), b"", "the connection just ends");
    let hello = [&[0x16, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3][..], &[7; 194]].concat();
    let reply = raw(&server.address, &hello);
    assert_eq!((reply.status, reply.code().as_str()), (400, "invalid_format"));
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
