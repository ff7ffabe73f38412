//! actix-web: replies, extractors, and what the middleware makes of the rest.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};

use actix_web::body::{BodyStream, to_bytes};
use actix_web::dev::{Service, ServiceResponse};
use actix_web::error::{ErrorBadRequest, InternalError};
use actix_web::http::header::{ALLOW, CONTENT_TYPE, HeaderName, LAST_MODIFIED, RETRY_AFTER};
use actix_web::http::{ConnectionType, Method, StatusCode};
use actix_web::rt::System;
use actix_web::test::{TestRequest, init_service};
use actix_web::{App, Error, HttpRequest, HttpResponse, HttpServer, web};
use errcat::OrFail;
use errcat::actix::EnvelopeLayer;

use crate::adapters::error_code::actix as own;
use crate::adapters::{Channel, ErrorCode, Key, Page, Sent, error_code, tells_the_place};

async fn show(id: web::Path<u32>, page: web::Query<Page>) -> error_code::Result<Page> {
    (*id == 1).then_some(()).or_fail(ErrorCode::TooManyRequests)?;
    Ok(page.into_inner().into())
}

async fn create(channel: web::Json<Channel>) -> error_code::Success<Channel> {
    channel.into_inner().into()
}

async fn fill(form: web::Form<Channel>) -> error_code::Envelope<Channel> {
    error_code::Envelope::Success(form.into_inner().into())
}

async fn own_read(own::Query(page): own::Query<Page>, _: own::Header<Key>) -> error_code::Success<Page> {
    page.into()
}

async fn own_write(mut channel: own::Json<Channel>) -> error_code::Success<Channel> {
    channel.name.push('!');
    channel.into_inner().into()
}

async fn own_fill(own::Form(channel): own::Form<Channel>) -> error_code::Success<Channel> {
    channel.into()
}

async fn panics(_: HttpRequest) -> error_code::Success<()> {
    panic!("secret")
}

async fn foreign() -> Result<&'static str, Error> {
    Err(ErrorBadRequest("secret"))
}

async fn io_error() -> Result<&'static str, io::Error> {
    Err(io::Error::other("secret"))
}

/// As a limit or an authentication middleware answers.
async fn limited() -> HttpResponse {
    HttpResponse::TooManyRequests()
        .insert_header((RETRY_AFTER, "7"))
        .insert_header((LAST_MODIFIED, "Thu, 01 Jan 1970 00:00:00 GMT"))
        .body("secret")
}

async fn method_not_allowed() -> HttpResponse {
    HttpResponse::MethodNotAllowed().insert_header((ALLOW, "GET, HEAD")).finish()
}

/// It closes the connection, and a middleware outside knows it by a mark.
async fn closing() -> HttpResponse {
    let mut response = HttpResponse::BadRequest().force_close().body("secret");
    response.extensions_mut().insert(Mark);
    response
}

struct Mark;

async fn problem() -> HttpResponse {
    HttpResponse::BadRequest().insert_header((CONTENT_TYPE, "application/problem+json")).body("{}")
}

async fn stream() -> HttpResponse {
    let chunk = Ok::<_, io::Error>(web::Bytes::from_static(b"streamed"));
    HttpResponse::BadRequest().body(BodyStream::new(Once(Some(chunk))))
}

/// A stream of one chunk.
struct Once<T>(Option<T>);

impl<T: Unpin> futures_core::Stream for Once<T> {
    type Item = T;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<T>> {
        std::task::Poll::Ready(self.0.take())
    }
}

async fn redirect() -> HttpResponse {
    HttpResponse::Found().body("elsewhere")
}

fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/channels/{id}").route(web::get().to(show)))
        .service(web::resource("/channels").route(web::post().to(create)))
        .service(web::resource("/form").route(web::post().to(fill)))
        .service(
            web::resource("/own/channels")
                .app_data(web::PayloadConfig::new(20))
                .route(web::get().to(own_read))
                .route(web::post().to(own_write)),
        )
        .service(web::resource("/own/form").to(own_fill))
        .service(web::resource("/panic").to(panics))
        .service(web::resource("/foreign").to(foreign))
        .service(web::resource("/io").to(io_error))
        .service(web::resource("/limited").to(limited))
        .service(web::resource("/405").to(method_not_allowed))
        .service(web::resource("/closing").to(closing))
        .service(web::resource("/problem").to(problem))
        .service(web::resource("/stream").to(stream))
        .service(web::resource("/redirect").to(redirect));
}

/// The reply of the service with the extractors' configuration, and without: it is the same, by the middleware.
#[track_caller]
fn send(request: &dyn Fn() -> TestRequest) -> ServiceResponse<web::Bytes> {
    let [configured, bare] = System::new().block_on(async {
        let middleware = EnvelopeLayer::<ErrorCode>::new();
        let extractors = errcat::actix::configure_extractors::<ErrorCode>;
        let configured =
            init_service(App::new().configure(extractors).configure(routes).wrap(middleware)).await;
        let bare = init_service(App::new().configure(routes).wrap(middleware)).await;
        let configured = whole(configured.call(request().to_request()).await).await;
        let bare = whole(bare.call(request().to_request()).await).await;
        [configured, bare]
    });
    assert_eq!(configured.status(), bare.status());
    configured
}

async fn whole(
    reply: Result<ServiceResponse<impl actix_web::body::MessageBody>, Error>,
) -> ServiceResponse<web::Bytes> {
    let Ok(reply) = reply else {
        let response = HttpResponse::from_error(reply.err().expect("matched"));
        return whole_of(ServiceResponse::new(TestRequest::default().to_http_request(), response)).await;
    };
    whole_of(reply).await
}

async fn whole_of(reply: ServiceResponse<impl actix_web::body::MessageBody>) -> ServiceResponse<web::Bytes> {
    let (request, response) = reply.into_parts();
    let (head, body) = response.into_parts();
    let body = to_bytes(body).await.unwrap_or_else(|_| panic!("a body"));
    ServiceResponse::new(request, head.set_body(body))
}

fn sent(reply: &ServiceResponse<web::Bytes>) -> Sent {
    let header = |name| Some(reply.headers().get(name)?.to_str().expect("ASCII").to_owned());
    Sent {
        status: reply.status().as_u16(),
        content_type: header(CONTENT_TYPE),
        retry_after: header(RETRY_AFTER),
        rate_limit_policy: header(HeaderName::from_static("ratelimit-policy")),
        body: reply.response().body().to_vec(),
    }
}

#[track_caller]
fn get(path: &str) -> Sent {
    sent(&send(&|| TestRequest::get().uri(path)))
}

#[track_caller]
fn post(path: &str, content_type: &str, body: &'static str) -> Sent {
    sent(&send(&|| {
        TestRequest::post().uri(path).insert_header((CONTENT_TYPE, content_type)).set_payload(body)
    }))
}

#[track_caller]
fn post_json(body: &'static str) -> Sent {
    post("/channels", "application/json", body)
}

#[test]
fn replies() {
    let sent = get("/channels/1?results=2");
    assert_eq!((sent.status, sent.content_type.as_deref()), (200, Some("application/json")));
    assert!(sent.text().ends_with(r#","results":2}"#), "{}", sent.text());
    let sent = get("/channels/2?results=2");
    sent.is(429, ErrorCode::TooManyRequests, "Too Many Requests");
    assert_eq!(sent.retry_after.as_deref(), Some("60"));
    let sent = post("/form", "application/x-www-form-urlencoded", "name=greenhouse");
    assert_eq!(sent.status, 200, "{}", sent.text());
}

#[test]
fn what_extractors_do_not_accept() {
    get("/channels/x?results=2").is(404, ErrorCode::InvalidPath, "");
    get("/channels/1?results=x").is(400, ErrorCode::InvalidQuery, "invalid digit found in string");
    get("/channels/1").is(400, ErrorCode::InvalidQuery, "missing field `results`");
    post_json("{").is(400, ErrorCode::InvalidJson, "EOF while parsing an object at line 1 column 1");
    post_json(r#"{"name":5}"#).is(
        422,
        ErrorCode::InvalidData,
        "invalid type: integer `5`, expected a string at line 1 column 9",
    );
    post_json("7").is(
        422,
        ErrorCode::InvalidData,
        "invalid type: integer `7`, expected an object at line 1 column 1",
    );
    post("/channels", "text/plain", "{}").is(
        415,
        ErrorCode::UnsupportedMediaType,
        "the body is not `application/json`",
    );
    post("/form", "application/x-www-form-urlencoded", "nme=x").is(
        422,
        ErrorCode::InvalidData,
        "missing field `name`",
    );
    post("/form", "text/plain", "name=x").is(415, ErrorCode::UnsupportedMediaType, "the body is not `app");
    let long = || {
        let body = format!(r#"{{"name":"{}"}}"#, "x".repeat(3_000_000));
        TestRequest::post()
            .uri("/channels")
            .insert_header((CONTENT_TYPE, "application/json"))
            .set_payload(body)
    };
    sent(&send(&long)).is(413, ErrorCode::PayloadTooLarge, "the body is longer than 2097152 bytes");
}

#[test]
fn the_extractors_of_a_catalog_tell_the_place() {
    let with_key = |path: &str, key: Option<&'static str>| {
        let request = || TestRequest::get().uri(path);
        sent(&send(&|| if let Some(key) = key { request().insert_header(("x-key", key)) } else { request() }))
    };
    tells_the_place(with_key, post);
    assert_eq!(get("/own/form?name=a").status, 200);
    get("/own/form").is(400, ErrorCode::InvalidQuery, "missing field `name`");
}

#[test]
fn what_no_handler_answers() {
    get("/nothing").is(404, ErrorCode::NotFound, "Not Found");
    let put = send(&|| TestRequest::default().method(Method::PUT).uri("/channels"));
    sent(&put).is(405, ErrorCode::MethodNotAllowed, "Method Not Allowed");
}

#[test]
fn foreign_failures_keep_their_headers_and_not_their_texts() {
    get("/foreign").is(400, ErrorCode::BadRequest, "Bad Request");
    get("/io").is(500, ErrorCode::Internal, "Internal error");
    let limited = send(&|| TestRequest::get().uri("/limited"));
    sent(&limited).is(429, ErrorCode::TooManyRequests, "Too Many Requests");
    assert_eq!(limited.headers().get_all(RETRY_AFTER).collect::<Vec<_>>(), ["7"]);
    assert_eq!(limited.headers().get(LAST_MODIFIED), None, "it was about another body");
    let other_method = send(&|| TestRequest::get().uri("/405"));
    sent(&other_method).is(405, ErrorCode::MethodNotAllowed, "Method Not Allowed");
    assert_eq!(other_method.headers().get(ALLOW).expect("kept"), "GET, HEAD");
}

#[test]
fn a_replaced_response_still_closes_the_connection_and_keeps_its_extensions() {
    let closing = send(&|| TestRequest::get().uri("/closing"));
    sent(&closing).is(400, ErrorCode::BadRequest, "Bad Request");
    assert_eq!(closing.response().head().connection_type(), ConnectionType::Close);
    assert!(closing.response().extensions().contains::<Mark>());
    let other = send(&|| TestRequest::get().uri("/405"));
    assert_eq!(other.response().head().connection_type(), ConnectionType::KeepAlive);
}

#[test]
fn json_streams_and_redirects_stay() {
    for (path, status, body) in
        [("/problem", 400, "{}"), ("/stream", 400, "streamed"), ("/redirect", 302, "elsewhere")]
    {
        let sent = get(path);
        assert_eq!((sent.status, sent.text()), (status, body), "{path}");
    }
}

#[test]
fn a_panic_in_a_handler() {
    get("/panic").is(500, ErrorCode::Internal, "Internal error");
}

#[test]
fn the_errors_of_another_middleware() {
    let reply = |error: fn() -> Error| {
        let failing = move |_, _: &_| std::future::ready(Err::<ServiceResponse, _>(error()));
        System::new().block_on(async {
            let app = App::new().wrap_fn(failing).wrap(EnvelopeLayer::<ErrorCode>::new());
            whole(init_service(app).await.call(TestRequest::get().to_request()).await).await
        })
    };
    sent(&reply(|| ErrorBadRequest("secret"))).is(400, ErrorCode::BadRequest, "Bad Request");
    let failure = sent(&reply(|| error_code::Failure::new(ErrorCode::TooManyRequests).into()));
    failure.is(429, ErrorCode::TooManyRequests, "Too Many Requests");
    let found = reply(|| InternalError::from_response("", HttpResponse::Found().body("elsewhere")).into());
    assert_eq!((found.status(), &found.response().body()[..]), (StatusCode::FOUND, &b"elsewhere"[..]));
}

#[test]
fn a_worker_outlives_the_panics_of_its_handlers() {
    let (address, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        System::new().block_on(async {
            let app = || App::new().configure(routes).wrap(EnvelopeLayer::<ErrorCode>::new());
            let server = HttpServer::new(app).workers(1).bind("127.0.0.1:0").expect("a port");
            address.send(server.addrs()[0]).expect("the test waits");
            server.run().await.expect("it serves");
        });
    });
    let address = told.recv().expect("it listens");
    let replies = ask(address, &["GET /panic", "GET /panic", "GET /channels/1?results=2"]);
    let statuses: Vec<_> = replies.split("HTTP/1.1 ").skip(1).map(|reply| &reply[..3]).collect();
    assert_eq!(statuses, ["500", "500", "200"], "{replies}");
    assert_eq!(replies.matches(r#""errorCode":"internal""#).count(), 2, "{replies}");
    let head = ask(address, &["HEAD /nothing"]);
    assert!(head.starts_with("HTTP/1.1 404") && head.contains("application/json"), "{head}");
    assert!(head.ends_with("\r\n\r\n"), "a reply to HEAD has no body: {head}");
}

/// Sends requests on one connection, and gives all that comes back.
fn ask(address: SocketAddr, lines: &[&str]) -> String {
    let mut stream = TcpStream::connect(address).expect("it listens");
    for line in lines {
        write!(stream, "{line} HTTP/1.1\r\nhost: x\r\n\r\n").expect("sent");
    }
    stream.shutdown(Shutdown::Write).expect("open");
    let mut replies = String::new();
    stream.read_to_string(&mut replies).expect("replies");
    replies
}
