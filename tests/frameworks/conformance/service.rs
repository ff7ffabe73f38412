//! What each framework's server has to have. Where it says "secret" nobody must ever read it.
//!
//! | route | |
//! |---|---|
//! | `GET /ok`, `GET /nested/ok` | `Success(Pong)`; `/nested` is a router or scope within another |
//! | `POST /json` | the JSON extractor for a `Body`; a `Success` with the name |
//! | `GET`, `POST /form` | the form extractor for a `Form`; a `Success` with its `text()` |
//! | `GET /query` | the query extractor for a `Query`; a `Success` with its `text()` |
//! | `GET /path/{id}` | the path extractor for a `u32` |
//! | `GET /header` | the header extractor for a `Headers` |
//! | `GET /fails` | `Failure::new(WrongPassword)`, with a source that says "secret", and the header `x-row: occurrence` |
//! | `GET /refuses` | [`refuse`], whose error has the code `wrong_password`, and a text that says "secret" |
//! | `GET /unserializable` | a `Success` that does not serialize, with an error that says "secret" |
//! | `GET /panics` | panics with "secret", after an await |
//! | `GET /slow` | never answers |
//! | `GET /status/{status}` | the framework's own response of this status, as text that says "secret", with the headers `www-authenticate: Basic` and `etag: "1"` |
//! | `GET /later` | the same of status 429 with `retry-after: 3` |
//! | `GET /redirect`, `/stream`, `/file`, `/empty` | 303 to `/ok`; `one two` in two chunks, as text; four bytes 0 to 3 as `application/octet-stream`; 204 |
//! | `GET /foreign`, `/problem` | 409 and `{"own":true}`; 422 and the same as `application/problem+json` |
//!
//! Each request has an id in the header [`REQUEST_ID`]. A body is at most [`LIMIT`] long, and a request takes at most [`PATIENCE`].

use std::slice;
use std::time::Duration;

use errcat::Coded;
use serde::{Deserialize, Serialize};

#[errcat::catalog("frameworks/conformance/error_codes.toml")]
pub(crate) enum ErrorCode {}

/// The longest body, in bytes.
pub(crate) const LIMIT: usize = 1024 * 1024;
/// The header with the id of a request.
pub(crate) const REQUEST_ID: &str = "x-request-id";
/// How long a request may take, its body included.
pub(crate) const PATIENCE: Duration = Duration::from_millis(1500);

/// The failure of `/fails`.
pub(crate) fn wrong_password() -> error_code::Failure {
    let failure = error_code::Failure::new(ErrorCode::WrongPassword).with_source("secret");
    failure.with_header("x-row", "occurrence").with_header("x-split", "a\r\nx-secret: secret")
}

/// An error of the service, with codes.
#[derive(Debug, thiserror::Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum Refused {
    #[error("secret")]
    #[coded(WrongPassword)]
    Password,
}

/// The handler of `/refuses`.
pub(crate) fn refuse() -> error_code::Result<Pong, Refused> {
    Err(Refused::Password)
}

#[derive(Serialize)]
pub(crate) struct Pong {
    pub(crate) pong: String,
}

#[derive(Deserialize)]
pub(crate) struct Body {
    pub(crate) channel: Channel,
    #[serde(default)]
    #[expect(dead_code, reason = "only read by serde")]
    count: Option<u32>,
    #[serde(default)]
    #[expect(dead_code, reason = "only read by serde")]
    any: serde_json::Value,
}

#[derive(Deserialize)]
pub(crate) struct Channel {
    pub(crate) name: String,
}

#[derive(Deserialize)]
pub(crate) struct Form {
    name: String,
    #[expect(dead_code, reason = "only read by serde")]
    age: u8,
    #[serde(default)]
    tag: Vec<String>,
}

impl Form {
    /// The name, and then the tags.
    pub(crate) fn text(&self) -> String {
        [slice::from_ref(&self.name), &self.tag].concat().join("|")
    }
}

#[derive(Deserialize)]
pub(crate) struct Query {
    limit: u32,
    #[serde(default)]
    #[expect(dead_code, reason = "only read by serde")]
    order: Option<Order>,
    #[serde(default)]
    tag: Vec<u32>,
}

impl Query {
    /// The limit, and then the tags.
    pub(crate) fn text(&self) -> String {
        let numbers = [&[self.limit], &self.tag[..]].concat();
        numbers.iter().map(u32::to_string).collect::<Vec<_>>().join("|")
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Order {
    Up,
    Down,
}

#[derive(Deserialize)]
pub(crate) struct Headers {
    pub(crate) x_key: String,
    #[expect(dead_code, reason = "only read by serde")]
    x_count: Option<u32>,
}

/// What does not serialize.
pub(crate) struct Unserializable;

impl Serialize for Unserializable {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("secret"))
    }
}
