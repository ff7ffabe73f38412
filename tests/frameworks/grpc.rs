//! A gRPC status arrives, whatever its failure holds: over a real connection of HTTP/2, with tonic's client and server.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;

use errcat::FieldError;
use errcat::axum::EnvelopeLayer;
use http::uri::PathAndQuery;
use http::{Request, Response};
use proptest::prelude::*;
use tonic::body::Body;
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::server::UnaryService;
use tonic::transport::server::TcpIncoming;
use tonic::transport::{Endpoint, Server};
use tonic::{Code, Status};
use tonic_types::StatusExt;
use tower::service_fn;

#[errcat::catalog("frameworks/grpc/longest.toml")]
enum ErrorCode {}

type Failure = error_code::Failure;

/// Header lists are counted like this in HTTP/2; with what tonic's server and hyper add to a status.
fn size(status: Status) -> usize {
    let mut response = status.into_http::<()>();
    response.headers_mut().insert("date", "Thu, 01 Jan 1970 00:00:00 GMT".parse().expect("a value"));
    let headers = response.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 32);
    headers.sum::<usize>() + ":status200".len() + 32
}

/// The failures that do not fit, each by what is too large of it.
fn failures() -> Vec<(&'static str, Failure)> {
    let too_long = || Failure::new(ErrorCode::TooLong);
    let members = (0..500).fold(too_long().with_description("x"), |failure, number| {
        failure.with_member(format!("member_{number}"), "a text of some length")
    });
    vec![
        ("the row's text", too_long()),
        ("a text of this occurrence", too_long().with_description("x".repeat(65_535))),
        ("a text that is all escaped", too_long().with_description("\u{0}%\"{}".repeat(9_000))),
        ("a member", too_long().with_description("x").with_member("m", "x".repeat(13_000))),
        ("a member's name", too_long().with_description("x").with_member("m".repeat(13_000), 1)),
        ("many members", members),
        ("a param", error_code::SlowDown { seconds: 60, what: "x".repeat(13_000) }.into()),
        ("a field error", too_long().with_description("x").with_field("x".repeat(13_000), "is too long")),
        ("many field errors", too_long().with_description("x").with_fields(many_fields())),
        ("code and text", Failure::new(ErrorCode::LongestCode)),
        ("code and members", Failure::new(ErrorCode::LongestCode).with_member("m", "漢".repeat(2_000))),
    ]
}

fn many_fields() -> impl Iterator<Item = FieldError> {
    (0..500).map(|number| FieldError::new(format!("items[{number}].name"), "is empty").with_code("required"))
}

#[test]
fn the_headers_have_at_most_4_kib() {
    for (what, failure) in failures() {
        let size = size(failure.into());
        assert!(size <= 4096, "{what}: {size}");
    }
}

#[test]
fn what_fits_is_there_and_the_room_is_used() {
    let long = Status::from(Failure::new(ErrorCode::TooLong));
    let text = long.message();
    assert!(text.ends_with("漢…") && text.trim_end_matches('…').chars().all(|c| c == '漢'), "{text}");
    assert!(size(long) > 3_800, "most of the room is used");

    let exact = Failure::new(ErrorCode::NoText).with_description("é".repeat(300));
    assert_eq!(Status::from(exact).message(), "é".repeat(300), "nothing is cut that fits");

    let failure = Failure::new(ErrorCode::TooLong)
        .with_description("short")
        .with_member("a", "x".repeat(5_000))
        .with_member("b", 2)
        .with_member("c", "three");
    let info = Status::from(failure).get_details_error_info().expect("a detail");
    let mut members: Vec<_> = info.metadata.iter().map(|(name, value)| (&**name, &**value)).collect();
    members.sort_unstable();
    assert_eq!(members, [("b", "2"), ("c", "three")], "one that does not fit takes no room from the others");
}

#[test]
fn the_incident_comes_before_the_text() {
    let failure = Failure::new(ErrorCode::LongestCode);
    let incident = failure.incident().expect("the server failed").to_owned();
    let status = Status::from(failure);
    let info = status.get_details_error_info().expect("a detail");
    assert_eq!(info.metadata.get("incident"), Some(&incident));
    assert!(status.message().ends_with('…'));
}

#[test]
fn a_peers_code_that_no_catalog_could_have_is_cut() {
    let body = format!(r#"{{"result":"error","errorCode":"{}","desp":"x"}}"#, "é".repeat(40_000));
    let failure = Failure::from_json(body.as_bytes()).expect("a failure");
    let status = Status::from(failure);
    let reason = status.get_details_error_info().expect("a detail").reason;
    assert!(reason.len() <= 1024 && reason.ends_with("é…"), "{}", reason.len());
    assert!(size(status) <= 4096);
}

/// A proxy adds details.
#[test]
fn the_first_info_of_the_catalog_counts() {
    let own = Status::from(Failure::new(ErrorCode::TooLong)).get_details_error_info().expect("a detail");
    let other = tonic_types::ErrorInfo::new("BLOCKED", "proxy.example", [("a".to_owned(), "b".to_owned())]);
    let details = |infos: [&tonic_types::ErrorInfo; 2]| {
        let details = infos.map(|info| tonic_types::ErrorDetail::from(info.clone()));
        Status::with_error_details_vec(Code::InvalidArgument, "no", details)
    };
    for status in [details([&own, &other]), details([&other, &own])] {
        assert!(Failure::from_grpc(&status).expect("a failure").is(ErrorCode::TooLong));
    }
    assert!(Failure::from_grpc(&details([&other, &other])).is_none());
}

#[test]
fn details_that_do_not_decode_cost_nothing_else() {
    let status =
        Status::from(Failure::new(ErrorCode::TooLong).with_description("x").with_field("age", "is low"));
    let mut details = status.details().to_vec();
    // Field 3 of `google.rpc.Status`: an `Any` with the type of another detail, and a value that is cut.
    let name = b"type.googleapis.com/google.rpc.DebugInfo";
    details.extend([
        0x1a,
        u8::try_from(name.len() + 6).expect("short"),
        0x0a,
        u8::try_from(name.len()).expect("short"),
    ]);
    details.extend(name);
    details.extend([0x12, 2, 0x0a, 0x7f]);
    let status = Status::with_details(status.code(), status.message(), details.into());
    assert!(status.get_error_details_vec().is_empty(), "the rest does not decode either");
    let read = Failure::from_grpc(&status).expect("a failure");
    assert_eq!((read.is(ErrorCode::TooLong), read.fields().len()), (true, 1));
}

#[test]
fn an_empty_text_arrives() {
    let status = Status::from(Failure::new(ErrorCode::TooLong).with_description(""));
    assert_eq!(Failure::from_grpc(&status).expect("a failure").description(), "");
}

/// Texts of characters that are one to four bytes long, and escaped or not.
const TEXT: &str = "[a%\"\u{0}\u{1f}é漢😀 ]{0,2500}";

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_failure_arrives(
        row in 0..ErrorCode::ALL.len(),
        text in proptest::option::of(TEXT),
        members in proptest::collection::vec((TEXT, TEXT), 0..6),
        wait in proptest::option::of(any::<u64>()),
        fields in proptest::collection::vec((TEXT, TEXT), 0..6),
        exposed in any::<bool>(),
    ) {
        let code = ErrorCode::ALL[row];
        let mut failure = Failure::new(code);
        if let Some(text) = text {
            failure = failure.with_description(text);
        }
        for (name, value) in members {
            failure = failure.with_member(name, value);
        }
        if let Some(wait) = wait {
            failure = failure.with_retry_after(Duration::from_secs(wait));
        }
        if exposed {
            failure = failure.expose();
        }
        failure = failure.with_fields(fields.into_iter().map(|(path, text)| FieldError::new(path, text)));
        let has_wait = failure.retry_after().is_some();
        let status = Status::from(failure);
        let info = status.get_details_error_info().expect("a detail");
        prop_assert_eq!((&*info.reason, &*info.domain), (code.code(), <ErrorCode as errcat::Code>::NAME));
        prop_assert_eq!(status.get_details_retry_info().is_some(), has_wait);
        let size = size(status);
        prop_assert!(size <= 4096, "{}", size);
    }
}

/// Short texts, which all fit.
const SHORT: &str = "[a%\"\u{0}é漢😀 ]{1,12}";

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_fits_is_read_back(
        seconds in any::<u32>(),
        what in SHORT,
        fields in proptest::collection::vec((SHORT, SHORT, proptest::option::of(SHORT)), 0..4),
        member in proptest::option::of(SHORT),
    ) {
        let fields: Vec<_> = fields.into_iter().map(|(path, text, code)| {
            let field = FieldError::new(path, text);
            if let Some(code) = code { field.with_code(code) } else { field }
        }).collect();
        let mut failure = Failure::from(error_code::SlowDown { seconds, what: what.clone() })
            .with_fields(fields.clone())
            .with_retry_after(Duration::from_secs(7));
        if let Some(member) = member {
            failure = failure.with_member("member", member);
        }
        let (text, members) = (failure.description().to_owned(), failure.members().clone());
        let read = Failure::from_grpc(&failure.into()).expect("it is of this catalog");
        let params = read.params::<error_code::SlowDown>().expect("they arrived").expect("they are right");
        prop_assert_eq!((params.seconds, params.what), (seconds, what));
        prop_assert_eq!(read.fields(), fields);
        prop_assert_eq!((read.description(), read.members()), (&*text, &members));
        prop_assert_eq!(read.retry_after(), Some(Duration::from_secs(7)));
    }
}

#[test]
fn params_with_the_names_of_other_texts_are_params() {
    let failure = Failure::from(error_code::Odd { incident: "a flood".into(), request_id: 7 });
    let read =
        Failure::from_grpc(&failure.with_member("incident", "lost").into()).expect("it is of this catalog");
    let params = read.params::<error_code::Odd>().expect("they arrived").expect("they are right");
    assert_eq!((&*params.incident, params.request_id), ("a flood", 7));
    assert_eq!((read.incident(), read.members().len()), (None, 0));
}

#[test]
fn a_long_text_leaves_room_for_params() {
    let failure = Failure::from(error_code::SlowDown { seconds: 60, what: "call".into() });
    let read =
        Failure::from_grpc(&failure.with_description("x".repeat(65_535)).into()).expect("of this catalog");
    assert_eq!(read.params::<error_code::SlowDown>().expect("they arrived").expect("right").seconds, 60);
}

#[test]
fn params_have_the_types_of_their_row_again() {
    let failure = Failure::from(error_code::SlowDown { seconds: u32::MAX, what: "7".into() });
    let read = Failure::from_grpc(&failure.into()).expect("it is of this catalog");
    assert_eq!(serde_json::json!(read.to_params()), serde_json::json!({"seconds": u32::MAX, "what": "7"}));
}

/// The reply of a layer around a service that answers, fails or panics.
async fn through_the_layer(method: &str, path: &str, content_type: &str) -> Response<axum::body::Body> {
    let service = service_fn(async |request: Request<Body>| match request.uri().path() {
        "/timeout" => Err(axum::BoxError::from("request timed out")),
        "/panic" => panic!("a secret"),
        "/missing" => Ok(Response::builder().status(404).body(Body::empty()).expect("a response")),
        // Whoever asks decides about the content type, so it does not open what is kept back.
        "/foreign" => {
            let response = Response::builder().status(500).header("access-control-allow-origin", "*");
            Ok(response.body(Body::new("a secret".to_owned())).expect("a response"))
        }
        _ => Ok(Status::from(Failure::new(ErrorCode::NoText)).into_http()),
    });
    let service = tower::Layer::layer(&EnvelopeLayer::<ErrorCode>::new(), service);
    let request = Request::builder().method(method).uri(path).header("content-type", content_type);
    let request = request.body(Body::empty()).expect("a request");
    tower::ServiceExt::oneshot(service, request).await.expect("infallible")
}

#[tokio::test]
async fn a_layer_answers_a_call_with_a_status() {
    for (path, code, wire_code) in [
        ("/own", Code::NotFound, "no_text"),
        ("/timeout", Code::DeadlineExceeded, "timeout"),
        ("/panic", Code::Internal, "internal"),
        ("/foreign", Code::Internal, "internal"),
        ("/missing", Code::Unimplemented, "method_not_allowed"),
    ] {
        let response = through_the_layer("POST", path, "Application/grpc+proto").await;
        let headers = response.headers();
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(headers["content-type"], "application/grpc", "{path}");
        assert_eq!(headers.contains_key("access-control-allow-origin"), path == "/foreign", "{path}");
        let status = Status::from_header_map(headers).expect("a status of gRPC");
        assert_eq!(status.code(), code, "{path}");
        assert_eq!(Failure::from_grpc(&status).expect("of this catalog").wire_code(), wire_code, "{path}");
        assert!(!format!("{status:?}").contains("secret"), "{path}");
    }
}

#[tokio::test]
async fn what_is_no_call_gets_no_status() {
    for (method, content_type) in
        [("GET", "application/grpc"), ("POST", "application/grpc-web"), ("POST", "application/json")]
    {
        let response = through_the_layer(method, "/foreign", content_type).await;
        assert_eq!(response.status(), 500, "{method} {content_type}");
        assert_eq!(response.headers()["content-type"], "application/json", "{method} {content_type}");
    }
}

#[test]
fn what_a_server_keeps_back_stays() {
    let failure = Failure::from(error_code::SlowDown { seconds: 60, what: "call".into() });
    let failure = failure.with_description("a secret").with_field("shard", "a secret").with_status(503);
    let shown = format!("{:?}", Status::from(failure).get_error_details());
    // The id of the incident may contain the digits of the param.
    assert!(!shown.contains("secret") && !shown.contains("seconds"), "{shown}");
}

/// Clients that take 8 KiB of headers and no more, and those with hyper's own 16 KiB.
#[tokio::test]
async fn over_http_2() {
    let address = server().await;
    for limit in [Some(8 * 1024), None] {
        let endpoint = Endpoint::from_shared(format!("http://{address}")).expect("an address");
        let endpoint = match limit {
            Some(limit) => endpoint.http2_max_header_list_size(limit),
            None => endpoint,
        };
        let channel = endpoint.connect().await.expect("a connection");
        for (number, (what, failure)) in failures().into_iter().enumerate() {
            let code = failure.wire_code().to_owned();
            let mut client = tonic::client::Grpc::new(channel.clone());
            client.ready().await.expect("the connection is kept");
            let path = PathAndQuery::from_static("/errcat.Test/Fail");
            let request = tonic::Request::new(vec![u8::try_from(number).expect("few")]);
            let status = client.unary(request, path, Bytes).await.expect_err("a failure");
            let codes = [Code::InvalidArgument, Code::Unavailable, Code::ResourceExhausted];
            assert!(codes.contains(&status.code()), "{what}: {status:?}");
            let info = status.get_details_error_info().unwrap_or_else(|| panic!("{what}: {status:?}"));
            assert_eq!((info.reason, &*info.domain), (code, <ErrorCode as errcat::Code>::NAME), "{what}");
            assert!(!status.message().is_empty(), "{what}");
            let read = Failure::from_grpc(&status).expect("it is of this catalog");
            assert_eq!((read.code(), read.status()), (failure.code(), failure.status()), "{what}");
        }
    }
}

/// Fails with one of the failures: the request is its number.
struct Fail;

impl UnaryService<Vec<u8>> for Fail {
    type Response = Vec<u8>;
    type Future = std::future::Ready<Result<tonic::Response<Vec<u8>>, Status>>;

    fn call(&mut self, request: tonic::Request<Vec<u8>>) -> Self::Future {
        let number = usize::from(request.get_ref()[0]);
        std::future::ready(Err(failures().swap_remove(number).1.into()))
    }
}

async fn server() -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let service = service_fn(|request: Request<Body>| async {
        Ok::<Response<Body>, Infallible>(tonic::server::Grpc::new(Bytes).unary(Fail, request).await)
    });
    tokio::spawn(Server::builder().serve_with_incoming(service, TcpIncoming::from(listener)));
    address
}

/// Messages that are bytes.
#[derive(Clone, Copy, Default)]
struct Bytes;

impl Codec for Bytes {
    type Encode = Vec<u8>;
    type Decode = Vec<u8>;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        *self
    }

    fn decoder(&mut self) -> Self {
        *self
    }
}

impl Encoder for Bytes {
    type Item = Vec<u8>;
    type Error = Status;

    fn encode(&mut self, item: Vec<u8>, buffer: &mut EncodeBuf<'_>) -> Result<(), Status> {
        bytes::BufMut::put_slice(buffer, &item);
        Ok(())
    }
}

impl Decoder for Bytes {
    type Item = Vec<u8>;
    type Error = Status;

    fn decode(&mut self, buffer: &mut DecodeBuf<'_>) -> Result<Option<Vec<u8>>, Status> {
        let mut message = vec![0; bytes::Buf::remaining(buffer)];
        bytes::Buf::copy_to_slice(buffer, &mut message);
        Ok(Some(message))
    }
}
