//! The layer for axum among others: tower's, tower-http's, its own, and none at all.

use std::convert::Infallible;
use std::future::{pending, poll_fn, ready};
use std::io::Read;
use std::task::Poll;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use axum::routing::get;
use errcat::axum::EnvelopeLayer;
use errcat_tests::log::logged;
use http_body_util::BodyExt;
use hyper::body::{Frame, SizeHint};
use tower::limit::ConcurrencyLimitLayer;
use tower::load_shed::LoadShedLayer;
use tower::timeout::TimeoutLayer;
use tower::{BoxError, Layer, Service, ServiceBuilder, ServiceExt, service_fn};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;

#[errcat::catalog("frameworks/conformance/error_codes.toml")]
enum ErrorCode {}

type Failure = error_code::Failure;

/// The reply to a request, and what is logged meanwhile.
pub(crate) fn sent<S, B>(service: S, request: Request<Body>) -> (Response, Vec<String>)
where
    S: Service<Request<Body>, Response = Response<B>, Error = Infallible>,
    B: axum::body::HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    let (response, lines) = logged(|| runtime.block_on(service.oneshot(request)));
    (response.expect("infallible").map(Body::new), lines)
}

fn body(response: Response) -> Vec<u8> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(response.into_body().collect()).expect("in memory").to_bytes().to_vec()
}

fn request(target: &str) -> Request<Body> {
    Request::builder().uri(target).body(Body::empty()).expect("a request")
}

#[track_caller]
fn assert_failure(response: Response, status: u16, code: ErrorCode) {
    assert_eq!(response.status(), status);
    assert_eq!(response.headers()["content-type"], "application/json");
    assert!(Failure::from_json(&body(response)).expect("an envelope").is(code));
}

fn routes() -> Router {
    let shout = async |Path(_): Path<u8>| "";
    Router::new()
        .route("/", get(async || "hello".repeat(100)))
        .route("/slow", get(pending::<StatusCode>))
        .route("/panics", get(async || -> StatusCode { panic!("secret") }))
        .route("/fails", get(async || Failure::new(ErrorCode::WrongPassword)))
        .route("/own/{number}", get(shout))
        .route("/long", get(async || (StatusCode::BAD_REQUEST, "long ".repeat(300))))
}

#[test]
fn a_foreign_extractors_words_are_for_the_log() {
    let service = routes().layer(EnvelopeLayer::<ErrorCode>::new());
    let (response, log) = sent(service, request("/own/many"));
    assert_failure(response, 400, ErrorCode::BadRequest);
    let line = r#"WARN errcat: The row of bad_request code="bad_request" error.type="bad_request" status=400 error=Invalid URL: Cannot parse `many` to a `u8`"#;
    assert_eq!(log, [line]);
    let (_, log) = sent(routes().layer(EnvelopeLayer::<ErrorCode>::new()), request("/long"));
    let [line] = log.as_slice() else { panic!("{log:?}") };
    let (_, source) = line.split_once(" error=").expect("the beginning of the text");
    assert!(source.starts_with("long long ") && source.len() == 1024, "{source}");
}

#[test]
fn each_failure_is_one_event_however_many_layers_there_are() {
    let layer = EnvelopeLayer::<ErrorCode>::new;
    let service = || Router::new().nest("/a", routes().layer(layer())).layer(layer()).layer(layer());
    for (target, status, code) in [
        ("/a/nothing", 404, ErrorCode::NotFound),
        ("/nothing", 404, ErrorCode::NotFound),
        ("/a/fails", 401, ErrorCode::WrongPassword),
        ("/a/panics", 500, ErrorCode::Internal),
    ] {
        let (response, log) = sent(service(), request(target));
        assert_failure(response, status, code);
        assert_eq!(log.len(), 1, "{target}: {log:?}");
    }
}

#[test]
fn a_panic_is_logged_and_not_sent() {
    let (response, log) = sent(routes().layer(EnvelopeLayer::<ErrorCode>::new()), request("/panics"));
    assert!(!String::from_utf8(body(response)).expect("text").contains("secret"));
    let line = r#"ERROR errcat: The row of internal code="internal" error.type="internal" status=500 error=a handler panicked: secret"#;
    assert_eq!(log, [line]);
}

#[test]
fn towers_errors_need_no_other_handler() {
    let timeout = ServiceBuilder::new()
        .layer(EnvelopeLayer::<ErrorCode>::new())
        .layer(TimeoutLayer::new(Duration::from_millis(10)));
    let (response, log) = sent(routes().layer(timeout), request("/slow"));
    assert_failure(response, 408, ErrorCode::Timeout);
    assert!(log[0].ends_with("error=request timed out"), "{log:?}");

    // Not one request at a time.
    let shed = ServiceBuilder::new()
        .layer(EnvelopeLayer::<ErrorCode>::new())
        .layer(LoadShedLayer::new())
        .layer(ConcurrencyLimitLayer::new(0));
    let (response, log) = sent(shed.service(routes()), request("/"));
    assert_failure(response, 503, ErrorCode::Unavailable);
    assert!(log[0].ends_with("error=service overloaded"), "{log:?}");

    let broken = service_fn(|_: Request<Body>| ready(Err::<Response, _>(BoxError::from("no such disk"))));
    let (response, log) = sent(EnvelopeLayer::<ErrorCode>::new().layer(broken), request("/"));
    assert_failure(response, 500, ErrorCode::Internal);
    assert!(log[0].ends_with("error=no such disk"), "{log:?}");
}

/// Says this where somebody asks whether it is ready, and panics where it is called all the same.
#[derive(Clone)]
struct Unready(fn() -> Poll<Result<(), BoxError>>);

impl Service<Request<Body>> for Unready {
    type Response = Response;
    type Error = BoxError;
    type Future = std::future::Ready<Result<Response, BoxError>>;

    fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> Poll<Result<(), BoxError>> {
        (self.0)()
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        panic!("called")
    }
}

#[test]
fn a_service_that_is_not_ready_is_not_called() {
    let (response, log) = sent(
        EnvelopeLayer::<ErrorCode>::new().layer(Unready(|| Poll::Ready(Err("closed".into())))),
        request("/"),
    );
    assert_failure(response, 500, ErrorCode::Internal);
    assert!(log[0].ends_with("error=closed"), "{log:?}");
}

#[test]
fn a_service_may_panic_before_it_gives_its_future() {
    let service = service_fn(|_: Request<Body>| -> std::future::Ready<Result<Response, BoxError>> {
        panic!("at once")
    });
    let (response, log) = sent(EnvelopeLayer::<ErrorCode>::new().layer(service), request("/"));
    assert_failure(response, 500, ErrorCode::Internal);
    assert!(log[0].ends_with("error=a handler panicked: at once"), "{log:?}");
}

#[test]
fn a_service_may_panic_before_it_is_ready() {
    let (response, log) =
        sent(EnvelopeLayer::<ErrorCode>::new().layer(Unready(|| panic!("not now"))), request("/"));
    assert_failure(response, 500, ErrorCode::Internal);
    assert!(log[0].ends_with("error=a handler panicked: not now"), "{log:?}");
}

/// A body that knows its length, and panics instead of its text.
struct Trap;

impl HttpBody for Trap {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        panic!("no text")
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(4)
    }
}

#[test]
fn a_body_that_is_replaced_may_panic() {
    let service = service_fn(|_: Request<Body>| {
        let mut response = Response::new(Body::new(Trap));
        *response.status_mut() = StatusCode::BAD_GATEWAY;
        ready(Ok::<_, BoxError>(response))
    });
    let (response, _) = sent(EnvelopeLayer::<ErrorCode>::new().layer(service), request("/"));
    assert_eq!(response.headers()["content-type"], "application/json");
}

#[test]
fn what_tower_http_answers_with_is_put_into_the_envelope() {
    let limited = routes()
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(4))
        .layer(EnvelopeLayer::<ErrorCode>::new());
    let mut large = request("/");
    *large.body_mut() = Body::from("hello");
    large.headers_mut().insert("content-length", 5.into());
    assert_failure(sent(limited, large).0, 413, ErrorCode::PayloadTooLarge);

    let caught = routes().layer(CatchPanicLayer::new()).layer(EnvelopeLayer::<ErrorCode>::new());
    assert_failure(sent(caught, request("/panics")).0, 500, ErrorCode::Internal);
}

fn compressible(target: &str) -> Request<Body> {
    let mut request = request(target);
    request.headers_mut().insert("accept-encoding", "gzip".parse().expect("a value"));
    request
}

#[test]
fn compression_works_on_either_side() {
    let layer = EnvelopeLayer::<ErrorCode>::new();
    // Within: what it has compressed gives way to an envelope that is not.
    for (target, status, code) in
        [("/long", 400, ErrorCode::BadRequest), ("/nothing", 404, ErrorCode::NotFound)]
    {
        let (response, _) = sent(routes().layer(CompressionLayer::new()).layer(layer), compressible(target));
        assert!(!response.headers().contains_key("content-encoding"));
        assert_failure(response, status, code);
    }
    let (response, _) = sent(routes().layer(CompressionLayer::new()).layer(layer), compressible("/"));
    assert_eq!(response.headers()["content-encoding"], "gzip", "what is no failure stays");
    // Without: the envelope is compressed.
    let (response, log) =
        sent(routes().layer(layer).layer(CompressionLayer::new()), compressible("/nothing"));
    assert_eq!(response.headers()["content-encoding"], "gzip");
    assert!(Failure::from_json(&unzipped(&body(response))).expect("an envelope").is(ErrorCode::NotFound));
    assert_eq!(log.len(), 1);
}

fn unzipped(bytes: &[u8]) -> Vec<u8> {
    let mut unzipped = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut unzipped).expect("gzip");
    unzipped
}

#[test]
fn head_gets_the_head_alone_without_a_router_too() {
    let lost = service_fn(|_: Request<Body>| async {
        poll_fn(|_| Poll::Ready(())).await;
        Ok::<_, Infallible>(Response::builder().status(404).body(Body::from("lost")).expect("a response"))
    });
    let service = EnvelopeLayer::<ErrorCode>::new().layer(lost);
    let length = body(sent(service.clone(), request("/")).0).len();
    let mut head = request("/");
    *head.method_mut() = axum::http::Method::HEAD;
    let (response, _) = sent(service, head);
    assert_eq!(response.headers()["content-length"], length.to_string());
    assert!(body(response).is_empty());
}
