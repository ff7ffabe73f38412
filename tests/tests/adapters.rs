//! Replies as each framework sends them, and each framework's own failures in the envelope.

#[path = "adapters/actix.rs"]
mod actix;
#[path = "adapters/http.rs"]
mod http_types;
#[path = "adapters/poem.rs"]
mod poem_endpoint;
#[path = "adapters/rocket.rs"]
mod rocket_routes;
#[path = "adapters/salvo.rs"]
mod salvo_service;
#[path = "adapters/tonic.rs"]
mod tonic_status;
#[path = "adapters/warp.rs"]
mod warp_filter;

use serde::{Deserialize, Serialize};

#[errcat::catalog("tests/adapters/codes.toml")]
enum ErrorCode {}

type Failure = error_code::Failure;

/// A request's body in all of these tests.
#[derive(Debug, Deserialize, Serialize)]
struct Channel {
    name: String,
}

/// A request's query in all of these tests.
#[derive(Debug, Deserialize, Serialize)]
struct Page {
    results: u32,
}

/// What came over the wire of a reply.
#[derive(Debug)]
struct Sent {
    status: u16,
    content_type: Option<String>,
    retry_after: Option<String>,
    body: Vec<u8>,
}

impl Sent {
    fn of(response: &http::Response<impl AsRef<[u8]>>) -> Self {
        let header = |name| Some(response.headers().get(name)?.to_str().expect("ASCII").to_owned());
        Self {
            status: response.status().as_u16(),
            content_type: header("content-type"),
            retry_after: header("retry-after"),
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
        assert!(failure.description().starts_with(description), "{failure}");
        assert_eq!(self.content_type.as_deref(), Some("application/json"));
        for inside in ["Channel", "Page", "secret", "tests/"] {
            assert!(!self.text().contains(inside), "{inside} in {}", self.text());
        }
    }
}

/// Runs to its end what needs no more than a thread.
fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(future)
}
