//! Replies as each framework sends them, and each framework's own failures in the envelope.

mod actix;
#[path = "adapters/http.rs"]
mod http_types;
#[path = "adapters/poem.rs"]
mod poem_endpoint;
#[path = "adapters/rocket.rs"]
mod rocket_routes;
#[path = "adapters/salvo.rs"]
pub(crate) mod salvo_service;
#[path = "adapters/tonic.rs"]
mod tonic_status;
#[path = "adapters/warp.rs"]
mod warp_filter;

use serde::{Deserialize, Serialize};

#[errcat::catalog("frameworks/adapters/codes.toml")]
enum ErrorCode {}

type Failure = error_code::Failure;

/// A request's body in all of these tests.
#[derive(Debug, Deserialize, Serialize)]
struct Channel {
    name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tag: Vec<String>,
}

/// A request's query in all of these tests.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Page {
    results: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tag: Vec<u32>,
}

/// A request's headers in all of these tests.
#[derive(Debug, Deserialize)]
struct Key {
    #[expect(dead_code, reason = "only read by serde")]
    x_key: u32,
}

/// What came over the wire of a reply.
#[derive(Debug)]
struct Sent {
    status: u16,
    content_type: Option<String>,
    retry_after: Option<String>,
    rate_limit_policy: Option<String>,
    body: Vec<u8>,
}

impl Sent {
    fn of(response: &http::Response<impl AsRef<[u8]>>) -> Self {
        let header = |name| Some(response.headers().get(name)?.to_str().expect("ASCII").to_owned());
        Self {
            status: response.status().as_u16(),
            content_type: header("content-type"),
            retry_after: header("retry-after"),
            rate_limit_policy: header("ratelimit-policy"),
            body: response.body().as_ref().to_vec(),
        }
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("JSON is UTF-8")
    }

    /// Holds it to a status, a code and the beginning of a text; it is in the envelope, and names nothing of the server's.
    #[track_caller]
    fn is(&self, status: u16, code: ErrorCode, description: &str) {
        let failure = Failure::from_json(&self.body);
        let failure =
            failure.unwrap_or_else(|error| panic!("{error}: {:?}", String::from_utf8_lossy(&self.body)));
        assert_eq!((self.status, failure.code()), (status, Some(code)), "{failure}");
        // The only row with a header.
        let policy = (code == ErrorCode::TooManyRequests).then_some("60;w=60");
        assert_eq!(self.rate_limit_policy.as_deref(), policy);
        self.says(&failure, description);
    }

    /// The same, with a field error at this path.
    #[track_caller]
    fn is_at(&self, status: u16, code: ErrorCode, path: &str, description: &str) {
        self.is(status, code, description);
        let failure = Failure::from_json(&self.body).expect("an envelope");
        let [field] = failure.fields() else { panic!("one field: {failure:?}") };
        assert_eq!(field.path(), path, "{failure:?}");
        assert!(!field.description().contains(" at line "), "{failure:?}");
    }

    /// Whether it is the failure of a kind that the catalog has no code for.
    #[track_caller]
    fn is_neutral(&self, status: u16, code: &str, description: &str) {
        let failure = Failure::from_json(&self.body).expect("an envelope");
        assert_eq!((self.status, failure.code(), failure.wire_code()), (status, None, code), "{failure}");
        self.says(&failure, description);
    }

    #[track_caller]
    fn says(&self, failure: &Failure, description: &str) {
        assert!(failure.description().starts_with(description), "{failure}");
        assert_eq!(self.content_type.as_deref(), Some("application/json"));
        for inside in ["Channel", "Key", "Page", "secret", "tests/"] {
            assert!(!self.text().contains(inside), "{inside} in {}", self.text());
        }
    }
}

/// What errcat reads of a request, at `/own/channels` and `/own/form` of each framework's service: a [`Page`] and a [`Key`]
/// by `GET`, a [`Channel`] by `POST`. All of them tell where a mistake is.
#[track_caller]
fn tells_the_place(
    get: impl Fn(&str, Option<&'static str>) -> Sent,
    post: impl Fn(&str, &str, &'static str) -> Sent,
) {
    assert_eq!(get("/own/channels?results=2", Some("7")).status, 200);
    let tagged = get("/own/channels?tag=3&results=2&tag=1", Some("7"));
    assert!(tagged.text().ends_with(r#","results":2,"tag":[3,1]}"#), "{}", tagged.text());
    let own = |query: &str, key| get(&format!("/own/channels{query}"), key);
    let query = |text, path, mistake| own(text, Some("7")).is_at(400, ErrorCode::InvalidQuery, path, mistake);
    query("?results=x", "results", "results: invalid digit found in string");
    query("", "results", "missing field `results`");
    query("?results=2&results=2", "results", "results: expected one value, found 2");
    query("?results=2&tag=1&tag=x", "tag[1]", "tag[1]: invalid digit found in string");
    let header = |key, mistake| own("?results=2", key).is_at(400, ErrorCode::MissingHeader, "x-key", mistake);
    header(Some("x"), "x-key: invalid digit found in string");
    header(None, "the header `x-key` is missing");

    let json = |body| post("/own/channels", "application/json", body);
    assert_eq!(json(r#"{"name":"a"}"#).status, 200);
    assert_eq!(json("\u{feff}{\"name\":\"a\"}").status, 200);
    for (body, text) in [
        ("{", "EOF while parsing an object at line 1 column 1"),
        (r#"{"name":"#, "name: EOF while parsing a value at line 1 column 8"),
    ] {
        let broken = json(body);
        broken.is(400, ErrorCode::InvalidJson, text);
        assert!(!broken.text().contains("fields"), "what is not JSON has no fields: {}", broken.text());
    }
    let text = "name: invalid type: integer `5`, expected a string at line 1 column 9";
    json(r#"{"name":5}"#).is_at(422, ErrorCode::InvalidData, "name", text);
    let text = "tag[0]: invalid type: integer `5`, expected a string at line 1 column 9";
    json(r#"{"tag":[5]}"#).is_at(422, ErrorCode::InvalidData, "tag[0]", text);
    json(r#"{"name":"a"} {}"#).is(400, ErrorCode::InvalidJson, "trailing characters at line 1 column 14");
    let text = post("/own/channels", "text/plain", r#"{"name":"a"}"#);
    text.is(415, ErrorCode::UnsupportedMediaType, "Expected request with `Content-Type: application/json`");
    // Where the framework refuses it, the row's text is sent.
    let long = json(r#"{"name":"a much longer one"}"#);
    long.is(413, ErrorCode::PayloadTooLarge, "");
    assert!(long.text().contains("the body is too long") || long.text().contains("Content Too Large"));

    let form = |content_type, body| post("/own/form", content_type, body);
    let pairs = |body| form("application/x-www-form-urlencoded", body);
    assert_eq!(pairs("name=a").status, 200);
    let tagged = pairs("tag=b&name=a&tag=c");
    assert!(tagged.text().ends_with(r#","name":"a","tag":["b","c"]}"#), "{}", tagged.text());
    pairs("").is_at(422, ErrorCode::InvalidData, "name", "missing field `name`");
    pairs("name=a&name=b").is_at(422, ErrorCode::InvalidData, "name", "name: expected one value, found 2");
    form("text/plain", "name=a").is(415, ErrorCode::UnsupportedMediaType, "Form requests must have");
}

/// Runs to its end what needs no more than a thread.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(future)
}
