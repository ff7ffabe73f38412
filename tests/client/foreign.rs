//! Replies that are nobody's envelope.

use std::error::Error as _;
use std::time::Duration;

use errcat::reqwest::ResponseExt;
use errcat_tests::ErrorCode;

use crate::peer::{Peer, reply, timed};
use crate::{Error, HTML, JSON, PATIENCE, SUCCESS, client, defect, foreign, get, read, run};

/// How long a client waits for a peer that does not answer.
const IMPATIENCE: Duration = Duration::from_millis(300);

const NO_CONTENT: &str = "HTTP/1.1 204 No Content\r\n\r\n";

const PAGE: &str =
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx\x1b[31m</body></html>\r\n";

#[test]
fn a_proxys_page() {
    for headers in [
        HTML,
        "content-type: TEXT/HTML; charset=utf-8\r\n",
        JSON,
        "",
        "content-type: application/xhtml+xml\r\n",
    ] {
        let marked = foreign(read(reply(502, headers, &format!("\u{feff}{PAGE}"))));
        let reply = foreign(read(reply(502, headers, PAGE)));
        assert_eq!((defect(&marked), marked.excerpt()), ("page", reply.excerpt()), "{headers}");
        assert_eq!((defect(&reply), reply.status()), ("page", 502), "{headers}");
        let excerpt =
            "<html> <head><title>502 Bad Gateway</title></head> <body>nginx\\u{1b}[31m</body></html>";
        assert_eq!(reply.excerpt(), excerpt);
        let text = format!("HTTP 502 with a page of HTML in place of an envelope: {excerpt}");
        assert_eq!(reply.to_string(), text);
    }
    let error = read(reply(503, &format!("{HTML}retry-after: 7\r\n"), PAGE)).expect_err("no envelope");
    assert_eq!((error.status(), error.is_retryable()), (Some(503), true));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert!(!read(reply(404, HTML, PAGE)).expect_err("no envelope").is_retryable());
}

#[test]
fn a_service_answers_with_the_failure_that_it_received_or_with_its_own() {
    let received = read(reply(401, JSON, r#"{"result":"error","errorCode":"wrong_password"}"#));
    assert!(received.expect_err("a failure").into_failure().is(ErrorCode::WrongPassword));
    let foreign = read(reply(404, HTML, PAGE)).expect_err("no envelope").into_failure();
    assert_eq!((foreign.wire_code(), foreign.status()), ("internal", 500));
    let away = read(reply(503, HTML, PAGE)).expect_err("no envelope").into_failure();
    assert_eq!((away.wire_code(), away.status()), ("unavailable", 503));
    assert!(foreign.source().expect("the reply").to_string().contains("a page of HTML"));
    let limited =
        read(reply(429, "retry-after: 120\r\n", "slow down")).expect_err("no envelope").into_failure();
    assert_eq!(limited.retry_after(), Some(Duration::from_secs(120)));
    let unanswered = run(get(&client(IMPATIENCE), "http://127.0.0.1:1", 1000));
    assert_eq!(unanswered.expect_err("nobody is there").into_failure().status(), 503);
}

#[test]
fn an_empty_body() {
    for (status, body) in [(200, ""), (502, ""), (200, " \r\n\t"), (200, "\u{feff}"), (502, "\u{feff}\n")] {
        let reply = foreign(read(reply(status, JSON, body)));
        assert_eq!((defect(&reply), reply.status(), reply.excerpt()), ("empty", status, ""));
        assert_eq!(reply.to_string(), format!("HTTP {status} with an empty body in place of an envelope"));
    }
    let nothing = foreign(read(NO_CONTENT));
    assert_eq!((defect(&nothing), nothing.status(), nothing.content_type()), ("empty", 204, None));
}

#[test]
fn a_reply_without_content_is_a_success_if_the_payload_can_be_nothing() {
    let read = |reply: Vec<u8>| {
        let peer = Peer::start([reply]);
        run(async { client(PATIENCE).get(&peer.url).send().await?.envelope::<(), ErrorCode>().await })
    };
    assert_eq!(read(NO_CONTENT.into()).expect("a success").server_time(), None);
    let empty = read(reply(200, JSON, "").into()).expect_err("a body is missing");
    assert!(matches!(empty, Error::Foreign(_)), "{empty}");
}

#[test]
fn a_truncated_body() {
    let half = &SUCCESS[..40];
    let lengthy = format!("HTTP/1.1 200 OK\r\n{JSON}content-length: 1000\r\n\r\n{SUCCESS}");
    let in_pieces = format!("HTTP/1.1 200 OK\r\n{JSON}transfer-encoding: chunked\r\n\r\n28\r\n{half}\r\n");
    let unmeasured = format!("HTTP/1.1 200 OK\r\n{JSON}connection: close\r\n\r\n{half}");
    for (bytes, has_source) in [(lengthy, true), (in_pieces, true), (unmeasured, false)] {
        let error = read(bytes.as_str()).expect_err("half a body");
        assert_eq!((error.status(), error.is_retryable()), (Some(200), true), "{bytes}");
        assert_eq!(error.to_string(), "HTTP 200 with a truncated body in place of an envelope");
        assert_eq!(error.source().is_some(), has_source, "{bytes}");
        let reply = foreign(Err(error));
        assert_eq!(defect(&reply), "truncated");
        assert!(reply.excerpt().starts_with(r#"{"result":"success""#), "{}", reply.excerpt());
    }
}

#[test]
fn a_body_that_comes_too_slowly() {
    let peer = Peer::stalling(format!("HTTP/1.1 200 OK\r\n{JSON}content-length: 1000\r\n\r\n{{").as_bytes());
    let (took, result) = timed(|| run(get(&client(IMPATIENCE), &peer.url, 1000)));
    assert!(took < Duration::from_secs(10), "{took:?}");
    let error = result.expect_err("it never came");
    assert!(error.is_retryable());
    assert_eq!(error.to_string(), "HTTP 200 with a body that came too slowly in place of an envelope");
    assert_eq!(defect(&foreign(Err(error))), "truncated");
}

#[test]
fn another_content_type() {
    for (name, body) in [
        ("text/plain", "upstream connect error"),
        ("text/plain", r#"{"message":"no Route matched"}"#),
        ("text/html", r#"{"message":"no Route matched"}"#),
        ("application/problem+json", r#"{"type":"about:blank","status":503}"#),
        ("application/xml", "<Error/>"),
        ("application/jsonp", &format!("callback({SUCCESS})")),
        ("application/octet-stream", "GIF89a"),
    ] {
        let reply = foreign(read(reply(503, &format!("content-type: {name}\r\n"), body)));
        assert_eq!((defect(&reply), reply.content_type()), ("content type", Some(name)));
        let text = format!("HTTP 503 with another content type (`{name}`) in place of an envelope: {body}");
        assert_eq!(reply.to_string(), text);
    }
}

#[test]
fn a_success_that_failed() {
    let another_payload = r#"{"result":"success","token_id":"a7b063"}"#;
    for (status, headers) in [(400, JSON), (404, HTML), (500, ""), (503, "content-type: text/plain\r\n")] {
        for body in [SUCCESS, another_payload] {
            let error = read(reply(status, headers, body)).expect_err("another status");
            let text = format!("HTTP {status} with the body of a success in place of an envelope");
            assert_eq!(error.to_string(), text);
            assert!(!format!("{error:?}").contains("a7b063"), "{error:?}");
            let reply = foreign(Err(error));
            assert_eq!((defect(&reply), reply.excerpt()), ("status", body));
        }
    }
}

/// The connection broke, or the service has a fault.
#[test]
fn the_beginning_of_a_success_is_not_shown() {
    for rest in [r#""token_id":"a7b063"#, r#""id":01,"token_id":"a7b063"}"#, r#""result":"a7b063"}"#] {
        let body = format!(r#"{{"result":"success",{rest}"#);
        let error = read(reply(500, JSON, &body)).expect_err("another status");
        assert!(!format!("{error} {error:?}").contains("a7b063"), "{error:?}");
    }
}

#[test]
fn what_is_no_envelope_of_this_catalog() {
    for body in
        ["upstream request timeout", "[]", "null", r#"{"message":"no Route matched"}"#, r#"{"result":"ok"}"#]
    {
        let reply = foreign(read(reply(404, JSON, body)));
        assert_eq!((defect(&reply), reply.excerpt()), ("malformed", body));
        assert!(reply.to_string().ends_with(body), "{reply}");
    }
}

/// The body of a success may hold what is not for logs.
#[test]
fn a_success_is_quoted_nowhere() {
    let body = r#"{"result":"success","token_id":"a7b063"}"#;
    let error = read(reply(200, JSON, body)).expect_err("another payload");
    let texts = format!("{error} {error:?}");
    assert!(texts.contains("missing field `read_key`"), "{texts}");
    assert!(!texts.contains("a7b063"), "{texts}");
    assert_eq!(foreign(Err(error)).excerpt(), body);
    let number = read(reply(200, JSON, r#"{"result":"success","read_key":7063}"#)).expect_err("a number");
    let text = "invalid type: integer, expected a string at line 1 column 35";
    assert!(number.to_string().contains(text) && !format!("{number:?}").contains("7063"), "{number:?}");
    let text = read(reply(200, JSON, r#""a7b063""#)).expect_err("a text");
    assert!(!format!("{text} {text:?}").contains("a7b063"), "{text:?}");
}

/// The body is an envelope, so the text says what is wrong with the payload and does not blame the content type.
#[test]
fn a_wrong_payload_is_the_mistake_whatever_the_content_type_is() {
    for headers in [JSON, HTML, "", "content-type: text/plain\r\n"] {
        let error = read(reply(200, headers, r#"{"result":"success"}"#)).expect_err("no payload");
        assert!(error.to_string().contains("missing field `read_key`"), "{error}");
    }
}

#[test]
fn every_text_is_bounded_whatever_is_sent() {
    let long = "\u{1b}]0;evil\u{7}\r\n".repeat(10_000);
    let quoted = format!(r#"{{"result":"{}"}}"#, "é".repeat(10_000));
    let header = format!("content-type: text/{}\r\n", "x".repeat(10_000));
    for (headers, body) in [(JSON, &long), (JSON, &quoted), (&*header, &long), (HTML, &long)] {
        let error = read(reply(500, headers, body)).expect_err("no envelope");
        let texts = format!("{error}{error:?}");
        assert!(texts.len() < 2_500, "{} bytes", texts.len());
        assert!(!texts.contains(char::is_control), "{texts:?}");
        let reply = foreign(Err(error));
        assert!(reply.excerpt().len() <= 256);
        assert!(reply.content_type().expect("it was sent").len() <= 256);
    }
}

#[test]
fn a_body_is_no_longer_than_its_limit() {
    let unmeasured = format!("HTTP/1.1 200 OK\r\n{JSON}connection: close\r\n\r\n{SUCCESS}");
    let measured = reply(200, JSON, SUCCESS);
    for bytes in [unmeasured, measured] {
        let read = |limit| run(get(&client(PATIENCE), &Peer::start([bytes.clone().into_bytes()]).url, limit));
        assert!(read(SUCCESS.len()).is_ok());
        for limit in [0, SUCCESS.len() - 1] {
            let error = read(limit).expect_err("it is longer");
            assert!(!error.is_retryable());
            let text = format!("HTTP 200 with a body of more than {limit} bytes in place of an envelope");
            assert_eq!(error.to_string(), text);
            assert_eq!(defect(&foreign(Err(error))), "too large");
        }
    }
}

#[test]
fn no_reply_at_all() {
    let nobody =
        std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free").local_addr().expect("it");
    let refused = run(get(&client(PATIENCE), &format!("http://{nobody}"), 1)).expect_err("nobody listens");
    let closed = read("").expect_err("it hung up");
    let silent = run(get(&client(IMPATIENCE), &Peer::stalling(b"").url, 1)).expect_err("it says nothing");
    for error in [refused, closed, silent] {
        assert!(matches!(error, Error::Unanswered(_)), "{error:?}");
        assert_eq!((error.status(), error.is_retryable(), error.retry_after()), (None, true, None));
        assert!(error.to_string().starts_with("no reply: "), "{error}");
        assert!(error.source().is_some());
    }
    let never_sent = client(PATIENCE).get("nowhere").build().expect_err("no URL");
    assert!(!Error::from(never_sent).is_retryable());
}

/// What a client shows of any reply, or of none, is one bounded line.
#[test]
fn an_error_is_one_bounded_line() {
    let location = "a".repeat(50_000);
    let redirect = format!("HTTP/1.1 302 Found\r\nlocation: /{location}\r\ncontent-length: 0\r\n\r\n");
    let peer = Peer::start(std::iter::repeat_n(redirect.into_bytes(), 12));
    let endless = run(get(&client(PATIENCE), &peer.url, 1000)).expect_err("it goes on and on");
    let page =
        read(reply(502, HTML, &format!("a\u{202e}b\u{85}{}", "c\n".repeat(10_000)))).expect_err("a page");
    let lengthy = format!("HTTP/1.1 200 OK\r\n{JSON}content-length: 1000\r\n\r\n{SUCCESS}");
    let truncated = read(lengthy).expect_err("half a body");
    for error in [endless, page, truncated] {
        for shown in [format!("{error}"), format!("{error:?}"), format!("{error:#?}")] {
            assert!(shown.len() < 4_096 && !shown.contains(['\n', '\u{202e}', '\u{85}']), "{shown}");
        }
    }
}
