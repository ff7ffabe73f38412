//! The service's own replies.

use std::error::Error as _;
use std::time::Duration;

use errcat::reqwest::{Error, ResponseExt};
use errcat_tests::ErrorCode;

use crate::peer::{Peer, reply};
use crate::{HTML, JSON, Key, PATIENCE, SUCCESS, client, failure, read, run};

#[errcat::catalog("wire/bare.toml")]
enum Bare {}

#[errcat::catalog("frameworks/problem/errors.toml")]
enum Problems {}

#[errcat::catalog("client/waits.toml", module = false)]
enum Waits {}

#[allow(deprecated, reason = "a catalog without `[http]` gets a warning")]
mod rfc_9457 {
    #[errcat::catalog("wire/shapes/problem.toml", module = false)]
    pub(super) enum Rfc9457 {}
}
use rfc_9457::Rfc9457;

/// Headers of the service itself, of a service that does not care, and none.
const CONTENT_TYPES: [&str; 8] = [
    JSON,
    "",
    "content-type: Application/JSON; charset=utf-8\r\n",
    "content-type: application/vnd.example.v1+json\r\n",
    "content-type: text/plain\r\n",
    "content-type: text/html; charset=utf-8\r\n",
    "content-type: application/octet-stream\r\n",
    "content-type: application/problem+json\r\n",
];

#[test]
fn a_success() {
    for headers in CONTENT_TYPES {
        for body in [SUCCESS, &format!("\u{feff}{SUCCESS}"), &format!("\r\n{SUCCESS}")] {
            let key = read(reply(200, headers, body)).expect("a success");
            assert_eq!(key, Key { read_key: "9b11X".to_owned() }, "{headers}");
        }
    }
}

#[test]
fn a_failure_with_any_content_type() {
    let body = r#"{"result":"error","errorCode":"wrong_password"}"#;
    for headers in CONTENT_TYPES {
        for body in [body, &format!("\u{feff}{body}"), r#"{"result":"error"}"#] {
            let code = if body.contains("errorCode") { "wrong_password" } else { "" };
            assert_eq!(failure(read(reply(401, headers, body))).wire_code(), code, "{headers}");
        }
    }
}

/// Without constants, JSON is read as a failure if the status says so. With a foreign content type, it needs a code.
#[test]
fn without_constants_and_with_a_foreign_content_type_a_failure_has_a_code() {
    let ask = |headers: &str, body: &str| {
        let peer = Peer::start([reply(404, headers, body).into_bytes()]);
        run(async { client(PATIENCE).get(&peer.url).send().await?.envelope::<(), Bare>().await })
    };
    for headers in CONTENT_TYPES {
        let Err(Error::Failure(failure)) = ask(headers, r#"{"code":"gone"}"#) else { panic!("{headers}") };
        assert_eq!((failure.wire_code(), failure.status()), ("gone", 404));
    }
    let problem = r#"{"type":"about:blank","status":404}"#;
    assert!(matches!(ask(JSON, problem), Err(Error::Failure(failure)) if failure.wire_code().is_empty()));
    for headers in [HTML, "content-type: application/problem+json\r\n", "content-type: text/plain\r\n"] {
        assert!(matches!(ask(headers, problem), Err(Error::Foreign(_))), "{headers}");
    }
}

#[test]
fn without_constants_the_content_type_of_the_catalog_is_not_foreign() {
    let ask = |name: &str, body: &str| {
        let reply = reply(404, &format!("content-type: {name}\r\n"), body);
        let peer = Peer::start([reply.into_bytes()]);
        run(async { client(PATIENCE).get(&peer.url).send().await?.envelope::<(), Rfc9457>().await })
    };
    let problem = r#"{"title":"Not found"}"#;
    for name in ["application/problem+json", "Application/Problem+JSON; charset=utf-8"] {
        let Err(Error::Failure(failure)) = ask(name, problem) else { panic!("{name}") };
        assert_eq!(failure.wire_code(), "");
        let page = ask(name, "<html>").expect_err("a proxy's page");
        assert!(page.to_string().contains("a page of HTML"), "{page}");
    }
    assert!(matches!(ask("text/plain", problem), Err(Error::Foreign(_))));
}

#[test]
fn a_problem_document_of_the_catalog() {
    let ask = |body: &[u8]| {
        let body = std::str::from_utf8(body).expect("JSON is UTF-8");
        let reply = reply(402, "content-type: application/problem+json\r\n", body).into_bytes();
        let peer = Peer::start([reply]);
        run(async { client(PATIENCE).get(&peer.url).send().await?.envelope::<(), Problems>().await })
    };
    let sent = problems::Failure::from(problems::OutOfCredit { balance: 30, price: 50 });
    let Err(Error::Failure(failure)) = ask(&sent.to_problem_json()) else { panic!("a failure") };
    assert_eq!((failure.code(), failure.status()), (Some(Problems::OutOfCredit), 402));
    let params = failure.params::<problems::OutOfCredit>().expect("they arrived").expect("they are right");
    assert_eq!((params.balance, params.price), (30, 50));
    // Constants show that a body is an envelope, whatever the content type says.
    let Err(Error::Failure(failure)) = ask(&sent.to_json()) else { panic!("a failure") };
    assert!(failure.members().is_empty() && failure.description().starts_with("Your current balance"));
    let odd = sent.to_problem_json().strip_suffix(b"}").expect("an object").to_vec();
    let Err(Error::Failure(failure)) = ask(&[&odd[..], br#","odd":"\ud800"}"#].concat()) else {
        panic!("a failure")
    };
    assert_eq!(failure.code(), Some(Problems::OutOfCredit), "an odd text does not cost the code");
    let foreign = br#"{"type":"https://proxy.example.com/full","title":"Full","status":402}"#;
    assert!(matches!(ask(foreign), Err(Error::Foreign(_))));
}

/// The envelope has nothing that tells, and a success may have a member with the code's name.
#[test]
fn the_status_tells_where_the_envelope_does_not() {
    #[derive(Debug, serde::Deserialize)]
    struct User {
        code: String,
    }

    let ask = |status, body: &str| {
        let peer = Peer::start([reply(status, JSON, body).into_bytes()]);
        run(async { client(PATIENCE).get(&peer.url).send().await?.envelope::<User, Bare>().await })
    };
    let body = r#"{"code":"4xp9fdt77pncbef59f4k1qe83o","name":"ada"}"#;
    for status in [200, 201] {
        let user = ask(status, body).expect("a success").into_payload();
        assert_eq!(user.code, "4xp9fdt77pncbef59f4k1qe83o");
    }
    for (status, body, code) in
        [(404, body, "4xp9fdt77pncbef59f4k1qe83o"), (410, r#"{"code":"gone"}"#, "gone")]
    {
        let Err(Error::Failure(failure)) = ask(status, body) else { panic!("a failure") };
        assert_eq!((failure.wire_code(), failure.status()), (code, status));
    }
}

/// What comes along with a code is of another type; the code and the time to wait are there.
#[test]
fn a_failure_with_an_odd_text() {
    let body = r#"{"result":"error","errorCode":"request_too_fast","desp":{"wait":["7 s"]},"server_time":5}"#;
    let failure = failure(read(reply(429, &format!("{JSON}retry-after: 7\r\n"), body)));
    assert!(failure.is(ErrorCode::RequestTooFast));
    assert_eq!(failure.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(failure.members().len(), 2);
}

#[test]
fn a_wait_that_no_clock_holds_is_none() {
    for wait in ["18446744073709551615", "99999999999999999999", "31536001", "Fri, 31 Dec 9999 23:59:59 GMT"]
    {
        let headers = format!("{JSON}retry-after: {wait}\r\n");
        let known =
            read(reply(503, &headers, r#"{"result":"error","errorCode":"newer"}"#)).expect_err("a failure");
        let foreign = read(reply(503, &headers, "{")).expect_err("no envelope");
        for error in [known, foreign] {
            assert_eq!(error.retry_after(), None, "{wait}");
            assert_eq!(error.wait(Some(Duration::from_secs(1))), Some(Duration::from_secs(1)), "{wait}");
        }
    }
}

/// The value is a member then.
#[test]
fn a_wait_in_the_body_of_more_than_a_year_is_none() {
    for (code, header, seconds, wait) in [
        ("slow", "", 31_536_000_u64, Some(31_536_000)),
        ("slow", "", 31_536_001, Some(60)),
        ("slow", "retry-after: 31536001\r\n", 1 << 62, Some(60)),
        ("slow", "retry-after: 5\r\n", 1 << 62, Some(5)),
        ("newer", "", 1 << 62, None),
    ] {
        let body = format!(r#"{{"ok":false,"code":"{code}","wait":{seconds}}}"#);
        let peer = Peer::start([reply(429, &format!("{JSON}{header}"), &body).into_bytes()]);
        let read = run(async { client(PATIENCE).get(&peer.url).send().await?.envelope::<(), Waits>().await });
        let error = read.expect_err("a failure");
        assert_eq!(error.retry_after(), wait.map(Duration::from_secs), "{body}");
        let Error::Failure(failure) = error else { panic!("a failure: {error}") };
        let in_failure = if header.ends_with(" 5\r\n") { Some(5) } else { wait };
        assert_eq!(failure.retry_after(), in_failure.map(Duration::from_secs), "{body}");
        let is_member = failure.members().get("wait").is_some_and(|member| *member == seconds);
        assert_eq!(is_member, seconds > 31_536_000, "{body}");
    }
}

/// Both ways to read a body do the same.
#[test]
fn a_wait_of_a_row_of_more_than_a_year_is_no_member() {
    for code in ["next_year", "next\\u005fyear"] {
        let body = format!(r#"{{"ok":false,"code":"{code}","wait":40000000}}"#);
        let failure = errcat::Failure::<Waits>::from_json(body.as_bytes()).expect("a failure");
        assert!(failure.is(Waits::NextYear) && failure.members().is_empty(), "{failure:?}");
        assert_eq!(failure.retry_after(), Some(Duration::from_secs(40_000_000)));
    }
}

#[test]
fn a_success_in_pieces() {
    let reply = "HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n1d\r\n{\"result\":\"success\",\"read_key\r\n8\r\n\":\"9b11X\r\n2\r\n\"}\r\n0\r\n\r\n";
    assert_eq!(read(reply).expect("a success").read_key, "9b11X");
}

#[test]
fn a_future_may_go_to_another_thread() {
    let peer = Peer::start([reply(200, JSON, SUCCESS).into_bytes()]);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let url = peer.url;
    let task = runtime.spawn(async move {
        let response = client(PATIENCE).get(url).send().await?;
        response.envelope::<Key, ErrorCode>().await
    });
    let success = runtime.block_on(task).expect("it does not panic").expect("a success");
    assert_eq!(success.server_time().expect("it was sent").to_string(), "2017-09-04T08:59:30Z");
}

#[test]
fn a_failure_of_a_known_code() {
    let body = r#"{"result":"error","errorCode":"wrong_password","desp":"no such password","left":2}"#;
    let error = read(reply(401, JSON, body)).expect_err("a failure");
    assert_eq!((error.status(), error.is_retryable(), error.retry_after()), (Some(401), false, None));
    assert_eq!(error.to_string(), "wrong_password: no such password");
    assert!(error.source().is_none());
    let failure = failure(Err(error));
    assert!(failure.is(ErrorCode::WrongPassword));
    assert_eq!(failure.members()["left"], 2);
}

#[test]
fn a_failure_of_an_unknown_code_has_the_status_of_the_reply() {
    let body = r#"{"result":"error","errorCode":"moved_to_mars","desp":"come along"}"#;
    for (status, is_retryable) in [(410, false), (429, true), (500, false), (503, true)] {
        let failure = failure(read(reply(status, JSON, body)));
        assert_eq!((failure.code(), failure.wire_code()), (None, "moved_to_mars"));
        assert_eq!((failure.status(), failure.is_retryable()), (status, is_retryable));
    }
}

#[test]
fn the_status_of_the_reply_counts_where_it_is_an_error() {
    let body = r#"{"result":"error","errorCode":"wrong_password"}"#;
    assert_eq!(failure(read(reply(403, JSON, body))).status(), 403);
    // Older services answer with 200, whatever happens.
    assert_eq!(failure(read(reply(200, JSON, body))).status(), ErrorCode::WrongPassword.status());
}

#[test]
fn the_wait_is_the_headers_or_else_the_rows() {
    let body = r#"{"result":"error","errorCode":"request_too_fast"}"#;
    let date = "date: Sun, 06 Nov 1994 08:48:37 GMT\r\n";
    for (header, seconds) in [
        ("", 60),
        ("retry-after: 5\r\n", 5),
        ("retry-after: 0\r\n", 0),
        ("Retry-After: Sun, 06 Nov 1994 08:50:37 GMT\r\n", 120),
        ("retry-after: soon\r\n", 60),
    ] {
        let error = read(reply(429, &format!("{JSON}{date}{header}"), body)).expect_err("a failure");
        assert!(error.is_retryable());
        assert_eq!(error.retry_after(), Some(Duration::from_secs(seconds)), "{header}");
        assert_eq!(failure(Err(error)).retry_after(), Some(Duration::from_secs(seconds)));
    }
}
