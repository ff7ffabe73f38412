//! Each code is what some request gets, with its status, headers and text.

use std::collections::BTreeSet;

use crate::cases::cases;
use crate::client::{Reply, get, post, send};
use crate::server::Fresh;
use crate::{ADA, E, EVE, assert_failure};

#[test]
fn every_code_is_what_some_request_gets() {
    let Fresh { server, .. } = &Fresh::start();
    let mut met = BTreeSet::new();
    for (method, path, body, code, status, description) in cases() {
        assert_failure(&send(&server.address, method, &path, &body), code, status, description);
        met.insert(code);
    }
    // These have tests of their own, which see more of them.
    met.extend([E::RequestTooFast, E::InternalError, E::ServiceUnavailable]);
    let all: BTreeSet<_> = E::ALL.iter().copied().collect();
    assert_eq!(met, all);
}

/// The seconds of a text about a caller that came too often.
fn seconds(reply: &Reply) -> u64 {
    let text = reply.text("/desp");
    let seconds = text.strip_prefix("please wait another ").and_then(|text| text.strip_suffix(" seconds"));
    seconds.and_then(|seconds| seconds.parse().ok()).unwrap_or_else(|| panic!("{text}"))
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
fn passwords_cannot_be_hashed_in_a_loop() {
    let Fresh { server, .. } = &Fresh::start();
    let body = r#"{"username":"Ada","email":"ada@example.com","password":"engine-of-1837"}"#;
    let refused = (0..61).map(|_| post(&server.address, "/accounts", body)).find(|reply| reply.status != 400);
    assert_eq!(refused.expect("a limit").code(), E::RequestTooFast.code());
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
        ("/ready", "GET,HEAD"),
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
