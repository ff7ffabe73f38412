//! The id of a request is the same in the body, in the event, in the header of the reply and for the handler, whoever has
//! chosen it.

mod actix_service;
mod axum_service;
mod events;
#[path = "request_ids/http_service.rs"]
mod http_types;
mod interleaved;
mod names;
#[path = "request_ids/poem_service.rs"]
mod poem_endpoint;
#[path = "request_ids/salvo_service.rs"]
mod salvo_router;

use errcat::{Failure, RequestId};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

#[errcat::catalog("frameworks/request_ids/codes.toml")]
enum ErrorCode {}

const HEADER: &str = "x-request-id";

/// The same header, as the services name it. Upper case and lower case are the same.
const NAME: &str = "X-Request-Id";

/// A service with these routes, all of which have ids:
///
/// - `/ok`: a success with what the handler [saw](Seen);
/// - `/inner/ok`: the same with a second layer, whose header is `x-trace-id`;
/// - `/fails`: a failure of the row `gone`, from a handler that has waited;
/// - `/foreign`: a text of status 418, with a header of another id;
/// - `/text`: a text of status 200, with headers of two other ids;
/// - `/panics`;
/// - `/errs`: an error of what is inside of the layer. Not in all frameworks.
type Ask = fn(path: &str, lines: &[(&str, &[u8])]) -> Reply;

const FRAMEWORKS: [(&str, Ask); 5] = [
    ("axum", axum_service::ask),
    ("actix-web", actix_service::ask),
    ("http", http_types::ask),
    ("poem", poem_endpoint::ask),
    ("salvo", salvo_router::ask),
];

#[derive(Debug)]
struct Reply {
    status: u16,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
}

/// What a handler sees of the id.
#[derive(Debug, Deserialize, Serialize)]
struct Seen {
    extension: Option<String>,
    lines: Vec<Vec<u8>>,
}

impl Seen {
    fn new<'a>(extension: Option<&RequestId>, lines: impl Iterator<Item = &'a [u8]>) -> Self {
        Self { extension: extension.map(RequestId::to_string), lines: lines.map(<[u8]>::to_vec).collect() }
    }
}

impl Reply {
    fn new<'a>(
        status: u16,
        headers: impl Iterator<Item = (&'a str, &'a [u8])>,
        body: impl Into<Vec<u8>>,
    ) -> Self {
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_vec())).collect();
        Self { status, headers, body: body.into() }
    }

    /// The value of the one line with this name.
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.headers.iter().filter(|(other, _)| other == name);
        let (_, value) = lines.next()?;
        assert!(lines.next().is_none(), "{name} has several lines: {self:?}");
        Some(str::from_utf8(value).expect("UTF-8"))
    }

    /// The id in the header, which is the id everywhere else.
    #[track_caller]
    fn id(&self) -> &str {
        let id = self.header(HEADER).unwrap_or_else(|| panic!("no id: {self:?}"));
        assert!((1..=128).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic()), "{id:?}");
        let Ok(body) = serde_json::from_slice::<serde_json::Value>(&self.body) else { return id };
        assert_eq!(body["request_id"], id, "in the body: {self:?}");
        if let Some(extension) = body.get("extension") {
            assert_eq!(extension, id, "among the extensions: {self:?}");
            assert_eq!(body["lines"], serde_json::json!([id.as_bytes()]), "for the handler: {self:?}");
        }
        id
    }
}

fn is_new(id: &str) -> bool {
    id.len() == 32 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[test]
fn every_reply_has_the_id_of_its_request() {
    for (framework, ask) in FRAMEWORKS {
        let routes = [
            ("/ok", 200),
            ("/inner/ok", 200),
            ("/fails", 404),
            ("/foreign", 418),
            ("/text", 200),
            ("/panics", 500),
            ("/errs", 500),
            ("/nothing", 404),
        ];
        for (path, status) in routes {
            let reply = ask(path, &[(HEADER, b"5f2e")]);
            assert_eq!((reply.status, reply.id()), (status, "5f2e"), "{framework}: {path}");
            let reply = ask(path, &[]);
            assert!(reply.status == status && is_new(reply.id()), "{framework}: {path}: {reply:?}");
        }
    }
}

#[test]
fn a_problem_document_has_the_id() {
    for (framework, ask) in FRAMEWORKS {
        for path in ["/fails", "/foreign", "/nothing"] {
            let reply = ask(path, &[(HEADER, b"5f2e"), ("accept", b"application/problem+json")]);
            assert_eq!(reply.header("content-type"), Some("application/problem+json"), "{framework}: {path}");
            assert_eq!(reply.id(), "5f2e", "{framework}: {path}");
        }
    }
}

#[test]
fn a_hostile_id_is_replaced() {
    let longest = [b'a'; 128];
    let too_long = [b'a'; 129];
    for (framework, ask) in FRAMEWORKS {
        for path in ["/ok", "/fails"] {
            for hostile in [&b""[..], b"a b", b"a\tb", "größe".as_bytes(), b"\xff", &too_long] {
                let reply = ask(path, &[(HEADER, hostile)]);
                assert!(is_new(reply.id()), "{framework}: {path}: {hostile:?}");
            }
            assert_eq!(ask(path, &[(HEADER, &longest)]).id().as_bytes(), longest, "{framework}: {path}");
        }
    }
}

/// It would depend on the reader which of them counts.
#[test]
fn several_ids_are_none() {
    for (framework, ask) in FRAMEWORKS {
        for lines in [[(HEADER, &b"a"[..]), (HEADER, b"b")], [(HEADER, b"a"), (HEADER, b"a")]] {
            assert!(is_new(ask("/ok", &lines).id()), "{framework}");
        }
    }
}

#[test]
fn an_inner_layer_takes_the_id_of_the_outer_one() {
    for (framework, ask) in FRAMEWORKS {
        let reply = ask("/inner/ok", &[("x-trace-id", b"other")]);
        assert!(is_new(reply.id()), "{framework}");
        assert_eq!(reply.header("x-trace-id"), Some(reply.id()), "{framework}");
    }
}

#[test]
fn each_request_has_an_id_of_its_own() {
    for (framework, ask) in FRAMEWORKS {
        let mut ids: Vec<_> = (0..100).map(|_| ask("/fails", &[]).id().to_owned()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 100, "{framework}");
    }
}

#[test]
fn a_client_reads_the_id_of_a_failure() {
    let reply = axum_service::ask("/fails", &[(HEADER, b"5f2e")]);
    let failure = Failure::<ErrorCode>::from_json_with_status(&reply.body, reply.status).expect("a failure");
    assert_eq!(failure.request_id(), Some("5f2e"));
    assert!(format!("{failure:?}").contains(r#"request_id: Some("5f2e")"#), "{failure:?}");
    assert_eq!(failure.to_json(), reply.body, "there is no request now, so the peer's id is kept");
    assert_eq!(Failure::new(ErrorCode::Gone).request_id(), None);
    let reply = axum_service::ask("/fails", &[(HEADER, b"5f2e"), ("accept", b"application/problem+json")]);
    let failure = Failure::<ErrorCode>::from_problem_json(&reply.body).expect("a failure");
    assert_eq!(failure.request_id(), Some("5f2e"));
}

#[test]
fn a_long_id_of_a_peer_is_cut_in_debug() {
    let id = "a\u{202e}".repeat(10_000);
    let body = format!(r#"{{"result":"error","errorCode":"gone","request_id":"{id}"}}"#);
    let failure = Failure::<ErrorCode>::from_json(body.as_bytes()).expect("a failure");
    let shown = format!("{failure:?}");
    assert!(shown.len() < 1_000 && !shown.contains('\u{202e}') && shown.contains("source: None"), "{shown}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_header_is_the_reply_has_one_id(
        // What HTTP allows in a value.
        lines in prop::collection::vec(prop_oneof![
            "[!-~]{1,128}".prop_map(String::into_bytes),
            prop::collection::vec(prop_oneof![0x20_u8..0x7f, 0x80_u8..=0xff, Just(b'\t')], 0..200),
        ], 0..3),
        path in prop::sample::select(&["/ok", "/inner/ok", "/fails", "/foreign", "/text", "/panics", "/nothing"][..]),
    ) {
        let is_id = |line: &[u8]| (1..=128).contains(&line.len()) && line.iter().all(u8::is_ascii_graphic);
        let sent: Vec<_> = lines.iter().map(|line| (HEADER, line.as_slice())).collect();
        for (framework, ask) in FRAMEWORKS {
            let reply = ask(path, &sent);
            match lines.as_slice() {
                [line] if is_id(line) => prop_assert_eq!(reply.id().as_bytes(), line, "{}", framework),
                _ => prop_assert!(is_new(reply.id()), "{}: {:?}", framework, reply),
            }
        }
    }
}
