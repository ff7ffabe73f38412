//! poem: replies, and the errors of its extractors and routes, by the middleware and by poem's own ways.

use std::io::Write;

use errcat::OrFail;
use errcat::poem::EnvelopeLayer;
use flate2::Compression;
use flate2::write::GzEncoder;
use poem::endpoint::{BoxEndpoint, make};
use poem::http::{Method, StatusCode};
use poem::middleware::{CatchPanic, Cors, SizeLimit};
use poem::web::{Json, Path, Query};
use poem::{
    Body, Endpoint, EndpointExt, Error, FromRequest, IntoResponse, Request, Response, Result, Route, get,
    handler, post,
};

use crate::adapters::error_code::poem as own;
use crate::adapters::{Channel, ErrorCode, Key, Page, Sent, block_on, error_code, tells_the_place};

#[handler]
fn read(own::Query(page): own::Query<Page>, _: own::Header<Key>) -> error_code::Success<Page> {
    page.into()
}

#[handler]
fn write(own::Json(channel): own::Json<Channel>) -> error_code::Success<Channel> {
    channel.into()
}

#[handler]
fn fill(own::Form(channel): own::Form<Channel>) -> error_code::Success<Channel> {
    channel.into()
}

fn routes() -> Route {
    let show = make(async |request: Request| -> Result<_> {
        let Path(id) = Path::<u32>::from_request_without_body(&request).await?;
        let Query(page) = Query::<Page>::from_request_without_body(&request).await?;
        (id == 1).then_some(()).or_fail(ErrorCode::Exists)?;
        Ok(error_code::Success::new(page))
    });
    let create = make(async |request: Request| -> Result<_> {
        let (request, mut body) = request.split();
        let Json(channel) = Json::<Channel>::from_request(&request, &mut body).await?;
        Ok(error_code::Success::new(channel))
    });
    let panic = make(async |_: Request| -> Result<()> { panic!("secret") });
    let foreign =
        make(async |_: Request| -> Result<()> { Err(Error::from_string("secret", StatusCode::IM_A_TEAPOT)) });
    Route::new()
        .at("/channels/:id", get(show))
        .at("/channels", post(create))
        .at("/own/channels", get(read).post(write.with(SizeLimit::new(20))))
        .at("/own/form", get(fill).post(fill))
        .at("/panic", get(panic))
        .at("/foreign", get(foreign))
        .at("/status", get(make(async |_| StatusCode::TOO_MANY_REQUESTS)))
        .at(
            "/text",
            get(make(async |_| "secret".with_status(StatusCode::BAD_GATEWAY).with_header("x-kept", "1"))),
        )
        .at("/response", get(make(async |_| Result::<()>::Err(Error::from_response(limited())))))
        .at("/other", get(make(async |_| other())))
        .at("/own", get(make(async |_| Result::<()>::Err(error_code::Failure::new(ErrorCode::Busy).into()))))
        .at("/stream", get(make(async |_| stream())))
        .at("/moved", get(make(async |_| StatusCode::FOUND.with_header("location", "/"))))
}

/// What a limit of somebody else's answers.
fn limited() -> Response {
    "secret".with_status(StatusCode::TOO_MANY_REQUESTS).with_header("retry-after", "7").into_response()
}

/// What somebody else has made for programs to read.
fn other() -> Response {
    Response::builder().status(StatusCode::BAD_REQUEST).content_type("application/vnd.other+json").body("{}")
}

/// A body that is never there.
fn stream() -> Response {
    let never = futures_util::stream::pending::<std::io::Result<Vec<u8>>>();
    Response::builder().status(StatusCode::INTERNAL_SERVER_ERROR).body(Body::from_bytes_stream(never))
}

type App = BoxEndpoint<'static, Response>;

/// The middleware, outside of everything.
fn app() -> App {
    routes().with(EnvelopeLayer::<ErrorCode>::new()).boxed()
}

/// What poem has for it: inside of all that makes a response of an error.
fn by_poems_own_ways() -> App {
    routes()
        .catch_all_error(errcat::poem::catch_error::<ErrorCode>)
        .with(CatchPanic::new().with_handler(errcat::poem::catch_panic::<ErrorCode>))
        .map_to_response()
        .boxed()
}

const ORIGIN: &str = "https://app.example";

fn cors() -> Cors {
    Cors::new().allow_origin(ORIGIN)
}

/// In each order in which one may stand with another that makes responses of errors.
fn with_cors() -> [(&'static str, App); 3] {
    [
        ("inside", routes().with(cors()).with(EnvelopeLayer::<ErrorCode>::new()).boxed()),
        ("outside", routes().with(EnvelopeLayer::<ErrorCode>::new()).with(cors()).boxed()),
        // `catch_error` sees no more than errors.
        ("outside of `catch_error`", by_poems_own_ways().with(cors()).boxed()),
    ]
}

fn send(method: &Method, path: &str, content_type: &str, body: &'static str) -> Sent {
    send_it(&|| {
        let request = Request::builder().method(method.clone()).uri_str(path).content_type(content_type);
        request.header("content-length", body.len()).body(body)
    })
}

/// What the middleware answers, and poem's own ways alike.
fn send_it(request: &dyn Fn() -> Request) -> Sent {
    let [sent, other] = [app(), by_poems_own_ways()].map(|app| Sent::of(&answered(&app, request())));
    assert_eq!((sent.status, &sent.content_type), (other.status, &other.content_type));
    if let (Ok(sent), Ok(other)) =
        (error_code::Failure::from_json(&sent.body), error_code::Failure::from_json(&other.body))
    {
        assert_eq!((sent.code(), sent.description()), (other.code(), other.description()));
    }
    sent
}

fn answered(app: &App, request: Request) -> http::Response<Vec<u8>> {
    block_on(async {
        let (head, body) = app.get_response(request).await.into_parts();
        let body = body.into_vec().await.expect("a body");
        let mut response = http::Response::new(body);
        (*response.status_mut(), *response.headers_mut()) = (head.status, head.headers);
        response
    })
}

fn get_it(path: &str) -> Sent {
    send(&Method::GET, path, "text/plain", "")
}

fn post_it(content_type: &str, body: &'static str) -> Sent {
    send(&Method::POST, "/channels", content_type, body)
}

#[test]
fn the_extractors_of_a_catalog_tell_the_place() {
    let with_key = |path: &str, key: Option<&'static str>| {
        send_it(&|| {
            let request = Request::builder().uri_str(path);
            if let Some(key) = key { request.header("x-key", key) } else { request }.finish()
        })
    };
    tells_the_place(with_key, |path, content_type, body| send(&Method::POST, path, content_type, body));
    assert_eq!(get_it("/own/form?name=a").status, 200);
    get_it("/own/form").is(400, ErrorCode::InvalidQuery, "missing field `name`");
}

#[test]
fn replies() {
    let sent = get_it("/channels/1?results=2");
    assert_eq!((sent.status, sent.content_type.as_deref()), (200, Some("application/json")));
    assert!(sent.text().ends_with(r#","results":2}"#), "{}", sent.text());
    get_it("/channels/2?results=2").is(409, ErrorCode::Exists, "Conflict");
}

#[test]
fn what_poem_answers_by_itself() {
    get_it("/nothing").is(404, ErrorCode::NotFound, "Not Found");
    send(&Method::PUT, "/channels", "", "").is(405, ErrorCode::MethodNotAllowed, "Method Not Allowed");
    get_it("/channels/x?results=2").is(404, ErrorCode::InvalidPath, "the path does not parse");
    get_it("/channels/1?results=x").is(400, ErrorCode::InvalidQuery, "invalid digit");
    post_it("application/json", "{").is(400, ErrorCode::InvalidJson, "EOF while parsing an object at line 1");
    post_it("application/json", r#"{"name":5}"#).is(422, ErrorCode::InvalidData, "invalid type: integer `5`");
    post_it("application/json", "7").is(
        422,
        ErrorCode::InvalidData,
        "invalid type: integer `7`, expected an object at line 1 column 1",
    );
    post_it("text/plain", "{}").is(415, ErrorCode::UnsupportedMediaType, "Unsupported Media Type");
    get_it("/foreign").is(418, ErrorCode::Refused, "Forbidden");
}

#[test]
fn a_panic() {
    get_it("/panic").is(500, ErrorCode::Internal, "Internal error");
}

/// An endpoint that panics before it returns its future.
struct Broken;

impl Endpoint for Broken {
    type Output = Response;

    fn call(&self, _: Request) -> impl Future<Output = Result<Response>> + Send {
        let is_broken = true;
        assert!(!is_broken, "secret");
        async { Ok(Response::default()) }
    }
}

#[test]
fn a_panic_without_a_future() {
    let app = Broken.with(EnvelopeLayer::<ErrorCode>::new()).map_to_response().boxed();
    Sent::of(&answered(&app, Request::default())).is(500, ErrorCode::Internal, "Internal error");
}

/// By the middleware alone.
fn answer(method: Method, path: &str) -> http::Response<Vec<u8>> {
    answered(&app(), Request::builder().method(method).uri_str(path).finish())
}

fn header<'a>(response: &'a http::Response<Vec<u8>>, name: &str) -> Option<&'a str> {
    response.headers().get(name).map(|value| value.to_str().expect("ASCII"))
}

#[test]
fn a_response_that_nobody_put_into_the_envelope() {
    let status = answer(Method::GET, "/status");
    Sent::of(&status).is(429, ErrorCode::TooManyRequests, "Too Many Requests");
    let text = answer(Method::GET, "/text");
    Sent::of(&text).is_neutral(502, "fallback_5xx", "Bad Gateway");
    assert_eq!(header(&text, "x-kept"), Some("1"));
    let limited = answer(Method::GET, "/response");
    Sent::of(&limited).is(429, ErrorCode::TooManyRequests, "Too Many Requests");
    assert_eq!(header(&limited, "retry-after"), Some("7"));
    // Its body is not waited for.
    Sent::of(&answer(Method::GET, "/stream")).is(500, ErrorCode::Internal, "Internal error");
}

#[test]
fn a_response_that_stays() {
    let own = answer(Method::GET, "/own");
    Sent::of(&own).is(409, ErrorCode::Busy, "");
    let other = answer(Method::GET, "/other");
    assert_eq!((other.status().as_u16(), other.body().as_slice()), (400, &b"{}"[..]));
    assert_eq!(header(&other, "content-type"), Some("application/vnd.other+json"));
    let moved = answer(Method::GET, "/moved");
    assert_eq!((moved.status().as_u16(), header(&moved, "location")), (302, Some("/")));
}

#[test]
fn of_head_the_head_alone() {
    for path in ["/nothing", "/panic", "/foreign", "/text"] {
        let (get, head) = (answer(Method::GET, path), answer(Method::HEAD, path));
        assert_eq!(head.status(), get.status(), "{path}");
        assert_eq!(header(&head, "content-type"), Some("application/json"), "{path}");
        assert!(head.body().is_empty(), "{path}");
        assert_eq!(header(&head, "content-length"), Some(&*get.body().len().to_string()), "{path}");
    }
}

/// From a browser, and from anybody else.
#[test]
fn cors_may_stand_on_either_side() {
    for (order, app) in with_cors() {
        for origin in [Some(ORIGIN), None] {
            let send = |method: Method, path: &str| {
                let request = Request::builder().method(method).uri_str(path);
                let request =
                    if let Some(origin) = origin { request.header("origin", origin) } else { request };
                let response = answered(&app, request.finish());
                let allowed = header(&response, "access-control-allow-origin").map(str::to_owned);
                // A panic leaves a middleware that is inside without its headers.
                if (order, path) != ("inside", "/panic") {
                    assert_eq!(allowed.as_deref(), origin, "{order}: {path}");
                }
                Sent::of(&response)
            };
            send(Method::GET, "/foreign").is(418, ErrorCode::Refused, "Forbidden");
            send(Method::GET, "/nothing").is(404, ErrorCode::NotFound, "Not Found");
            send(Method::PUT, "/channels").is(405, ErrorCode::MethodNotAllowed, "Method Not Allowed");
            send(Method::GET, "/panic").is(500, ErrorCode::Internal, "Internal error");
            send(Method::GET, "/channels/2?results=2").is(409, ErrorCode::Exists, "Conflict");
            if order != "outside of `catch_error`" {
                send(Method::GET, "/status").is(429, ErrorCode::TooManyRequests, "Too Many Requests");
            }
            assert_eq!(send(Method::GET, "/channels/1?results=2").status, 200, "{order}");
        }
    }
}

#[test]
fn what_cors_refuses_is_in_the_envelope_where_it_is_inside() {
    let app = routes().with(cors()).with(EnvelopeLayer::<ErrorCode>::new()).boxed();
    let request = Request::builder().uri_str("/channels/1").header("origin", "https://evil.example").finish();
    Sent::of(&answered(&app, request)).is(403, ErrorCode::Refused, "Forbidden");
}

/// A text that is compressed on its way is replaced with what says so, and an envelope keeps both.
#[test]
fn what_is_compressed() {
    async fn compressed(next: App, request: Request) -> Result<Response> {
        let (mut parts, body) = next.get_response(request).await.into_parts();
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(&body.into_vec().await.expect("a body")).expect("into memory");
        parts.headers.insert("content-encoding", "gzip".parse().expect("a value"));
        Ok(Response::from_parts(parts, gzip.finish().expect("into memory").into()))
    }
    let app = routes().boxed();
    let app = app.around(async |next, request| compressed(next.clone().boxed(), request).await);
    let app = app.with(EnvelopeLayer::<ErrorCode>::new()).boxed();
    let text = answered(&app, Request::builder().uri_str("/text").finish());
    Sent::of(&text).is_neutral(502, "fallback_5xx", "Bad Gateway");
    assert_eq!(header(&text, "content-encoding"), None);
    let own = answered(&app, Request::builder().uri_str("/own").finish());
    assert_eq!((own.status().as_u16(), header(&own, "content-encoding")), (409, Some("gzip")));
}

/// poem would send the text of an error that was given another status.
#[test]
fn a_failure_within_an_error_of_another_status() {
    fn failure() -> error_code::Failure {
        error_code::Failure::new(ErrorCode::NotFound).with_description("secret")
    }
    let routes = || {
        Route::new()
            .at("/500", get(make(async |_| Err::<(), _>(poem::error::InternalServerError(failure())))))
            .at("/502", get(make(async |_| Err::<(), _>(poem::error::BadGateway(failure())))))
            .at("/400", get(make(async |_| Err::<(), _>(poem::error::BadRequest(failure())))))
            .at(
                "/parsed",
                get(make(async |_| {
                    let upstream = serde_json::from_str::<u8>("\"secret\"").expect_err("a string");
                    let error = poem::error::ParseJsonError::Parse(upstream);
                    Err::<(), _>(Error::new(error, StatusCode::BAD_GATEWAY))
                })),
            )
    };
    let caught = routes().catch_all_error(errcat::poem::catch_error::<ErrorCode>).boxed();
    let layered = routes().with(EnvelopeLayer::<ErrorCode>::new()).boxed();
    for app in [caught, layered] {
        let ask = |path: &str| Sent::of(&answered(&app, Request::builder().uri_str(path).finish()));
        for (path, status) in [("/500", 500), ("/502", 502)] {
            ask(path).is(status, ErrorCode::NotFound, "Not Found");
        }
        assert_eq!((ask("/400").status, ask("/400").text().contains("secret")), (400, true));
        ask("/parsed").is_neutral(502, "fallback_5xx", "Bad Gateway");
    }
}
