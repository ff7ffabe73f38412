//! The requests for the servers, and the replies that they must send.

use serde_json::{Map, Value};

/// One kind of load: requests that are sent in turn.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) requests: &'static [Request],
}

pub(crate) struct Request {
    method: &'static str,
    path: &'static str,
    body: &'static str,
    /// The status of the reply.
    pub(crate) status: u16,
}

const fn get(path: &'static str, status: u16) -> Request {
    Request { method: "GET", path, body: "", status }
}

const fn post(path: &'static str, body: &'static str, status: u16) -> Request {
    Request { method: "POST", path, body, status }
}

const FEEDS: &str = "/channels/1/feeds?api_key=ada-write-key";

/// The cases for the platform, with the keys of its seed data.
pub(crate) const PLATFORM: [Case; 3] = [
    Case { name: "failures", requests: &[get("/channels/1?account_key=wrong", 401)] },
    Case { name: "successes", requests: &[get("/channels/1?account_key=ada-account-key", 200)] },
    Case {
        name: "half of the bodies malformed",
        requests: &[
            post(FEEDS, r#"{"field1":23.5,"field2":"48"}"#, 200),
            post(FEEDS, r#"{"field1":23.5,"field2":"4"#, 400),
        ],
    },
];

/// The cases for the servers that only reply.
pub(crate) const REPLIES: [Case; 3] = [
    Case { name: "failures", requests: &[get("/channels/1?account_key=wrong", 401)] },
    Case { name: "successes", requests: &[get("/channels/1?account_key=right", 200)] },
    Case {
        name: "half of the bodies malformed",
        requests: &[
            post("/channels", r#"{"name":"greenhouse"}"#, 200),
            post("/channels", r#"{"name":"greenh"#, 400),
        ],
    },
];

const CONTENT_TYPE: &str = "application/json";

impl Request {
    /// The bytes of the request. The connection is closed after it.
    pub(crate) fn head_and_body(&self) -> String {
        let Self { method, path, body, .. } = self;
        let length = body.len();
        format!(
            "{method} {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\
             content-type: {CONTENT_TYPE}\r\ncontent-length: {length}\r\n\r\n{body}"
        )
    }

    /// The same request in Lua, for `wrk`.
    pub(crate) fn lua(&self) -> String {
        let Self { method, path, body, .. } = self;
        format!("wrk.format('{method}', '{path}', {{ ['content-type'] = '{CONTENT_TYPE}' }}, '{body}')")
    }
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    head: String,
    body: String,
}

impl Reply {
    pub(crate) fn of(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").expect("a head ends");
        Self { head: head.to_owned(), body: body.to_owned() }
    }

    /// Panics if the reply does not belong to the request, or is not an envelope.
    pub(crate) fn check(&self, request: &Request) {
        let is_status = self.head.starts_with(&format!("HTTP/1.1 {} ", request.status));
        let result = if request.status == 200 { "success" } else { "error" };
        let is_result = self.body.starts_with(&format!("{{\"result\":\"{result}\","));
        let is_object = serde_json::from_str::<Map<String, Value>>(&self.body).is_ok();
        assert!(is_status && is_result && is_object, "not an envelope: {self:?}");
    }
}
