//! The list of the codes: a document, and no reply of the platform.

use serde_json::Value;

use crate::client::{begin, by_hand, get, post, read_to_end};
use crate::server::Fresh;
use crate::{E, ErrorCode, assert_failure};

/// A reply, with its head in lower case.
struct Reply {
    head: String,
    body: String,
}

impl Reply {
    fn to(address: &str, request: &str) -> Self {
        let head = format!("{request}\r\nhost: x\r\nconnection: close");
        let reply = read_to_end(begin(address, &by_hand(&head, b"")));
        let reply = String::from_utf8(reply).expect("UTF-8");
        let (head, body) = reply.split_once("\r\n\r\n").expect("a head");
        Self { head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    fn status(&self) -> &str {
        &self.head[9..12]
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }
}

#[test]
fn the_list_has_every_code_and_no_envelope() {
    let Fresh { server, .. } = &Fresh::start();
    let reply = Reply::to(&server.address, "GET /errors HTTP/1.1");
    assert_eq!((reply.status(), reply.header("content-type")), ("200", Some("application/json")));
    assert_eq!(reply.header("cache-control"), Some("public, max-age=3600"));
    let list = reply.json();
    let codes = list["codes"].as_array().expect("a list");
    let codes: Vec<_> = codes.iter().map(|row| row["code"].as_str().expect("a code")).collect();
    assert_eq!(codes, E::ALL.iter().map(|code| code.code()).collect::<Vec<_>>());
    assert_eq!(list.get("result"), None);
}

#[test]
fn each_code_has_a_path() {
    let Fresh { server, .. } = &Fresh::start();
    let list = Reply::to(&server.address, "GET /errors HTTP/1.1").json();
    for (place, code) in E::ALL.iter().enumerate() {
        let reply = Reply::to(&server.address, &format!("GET /errors/{code} HTTP/1.1"));
        assert_eq!((reply.status(), &reply.json()), ("200", &list["codes"][place]), "{code}");
    }
    let reply = get(&server.address, "/errors/from_the_future");
    assert_failure(&reply, ErrorCode::NotFound, 404, "There is nothing at this path");
    let reply = post(&server.address, "/errors", "{}");
    assert_failure(&reply, ErrorCode::ErrorMethodInvalid, 405, "Request method is invalid");
}

#[test]
fn a_client_that_has_the_list_gets_the_head_alone() {
    let Fresh { server, .. } = &Fresh::start();
    for path in ["/errors", "/errors/wrong_password"] {
        let ask = |method: &str, headers: &str| {
            Reply::to(&server.address, &format!("{method} {path} HTTP/1.1{headers}"))
        };
        let whole = ask("GET", "");
        let etag = whole.header("etag").expect("a tag");
        let head = ask("HEAD", "");
        assert_eq!((head.status(), head.body.as_str()), ("200", ""), "{path}");
        for name in ["content-type", "cache-control", "etag"] {
            assert_eq!(head.header(name), whole.header(name), "{path}: {name}");
        }
        assert_eq!(head.header("content-length"), Some(whole.body.len().to_string().as_str()), "{path}");
        for method in ["GET", "HEAD"] {
            let known = ask(method, &format!("\r\nif-none-match: \"other\", W/{etag}"));
            assert_eq!((known.status(), known.body.as_str()), ("304", ""), "{path}");
            assert_eq!(known.header("etag"), Some(etag), "{path}");
            assert_eq!(known.header("cache-control"), whole.header("cache-control"), "{path}");
        }
        assert_eq!(
            ask("GET", &format!("\r\nif-none-match: {etag}")).header("content-length"),
            None,
            "{path}"
        );
        assert_eq!(ask("GET", "\r\nif-none-match: \"other\"").body, whole.body, "{path}");
    }
}
