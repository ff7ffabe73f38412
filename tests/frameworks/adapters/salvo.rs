//! salvo: replies, and what the catcher makes of the rest.

use errcat::OrFail;
use http_body_util::BodyExt;
use hyper::service::Service as _;
use salvo_core::conn::SocketAddr;
use salvo_core::extract::{FormBody, HeaderParam, JsonBody, PathParam, QueryParam};
use salvo_core::http::ReqBody;
use salvo_core::http::header::{ALLOW, HeaderName};
use salvo_core::http::request::SecureMaxSize;
use salvo_core::http::uri::Scheme;
use salvo_core::prelude::*;
use salvo_extra::catch_panic::CatchPanic;

use crate::adapters::{Channel, ErrorCode, Key, Page, Sent, block_on, error_code, tells_the_place};

#[handler]
async fn show(id: PathParam<u32>, results: QueryParam<u32>) -> error_code::Result<Page> {
    (*id == 1).then_some(()).or_fail(ErrorCode::TooManyRequests)?;
    Ok(Page { results: results.into_inner(), ..Page::default() }.into())
}

#[handler]
async fn create(channel: JsonBody<Channel>) -> error_code::Success<Channel> {
    channel.into_inner().into()
}

#[handler]
async fn read(request: &mut Request, response: &mut Response) -> error_code::Result<Channel> {
    let channel: Channel = request.parse_json().await?;
    response.status_code(StatusCode::CREATED);
    Ok(channel.into())
}

#[handler]
async fn fill(form: FormBody<Channel>) -> error_code::Envelope<Channel> {
    error_code::Envelope::Success(form.into_inner().into())
}

#[handler]
async fn list(request: &mut Request) -> error_code::Result<Page> {
    let page: Page = request.parse_queries()?;
    Ok(page.into())
}

#[handler]
async fn keyed(key: HeaderParam<u32>) -> error_code::Success<u32> {
    key.into_inner().into()
}

#[handler]
async fn own_read(request: &mut Request) -> error_code::Result<Page> {
    let page: Page = errcat::salvo::query::<_, ErrorCode>(request)?;
    errcat::salvo::header::<Key, ErrorCode>(request)?;
    Ok(page.into())
}

#[handler]
async fn own_write(request: &mut Request) -> error_code::Result<Channel> {
    Ok(errcat::salvo::json::<Channel, ErrorCode>(request).await?.into())
}

#[handler]
async fn own_fill(request: &mut Request) -> error_code::Result<Channel> {
    Ok(errcat::salvo::form::<Channel, ErrorCode>(request).await?.into())
}

#[handler]
async fn foreign() -> Result<&'static str, StatusError> {
    Err(StatusError::im_a_teapot().brief("secret").cause("secret"))
}

#[handler]
async fn io_error() -> Result<&'static str, salvo_core::Error> {
    Err(std::io::Error::other("secret").into())
}

/// A peer's reply that could not be parsed.
#[handler]
async fn gateway() -> Result<&'static str, StatusError> {
    let error = serde_json::from_str::<u32>("secret").expect_err("no number");
    Err(StatusError::bad_gateway().cause(salvo_core::http::ParseError::SerdeJson(error)))
}

#[handler]
async fn no_body(response: &mut Response) {
    response.add_header("content-encoding", "gzip", true).expect("a header");
    response.status_code(StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

/// As a limit answers.
#[handler]
async fn limited(response: &mut Response) -> StatusError {
    response.add_header("retry-after", "7", true).expect("a header");
    StatusError::too_many_requests()
}

/// A download that fails after its headers are there.
#[handler]
async fn download(response: &mut Response) -> error_code::Result<()> {
    for (name, value) in [
        ("content-length", "3"),
        ("content-encoding", "gzip"),
        ("content-disposition", "attachment"),
        ("etag", "\"1\""),
        ("x-own", "1"),
    ] {
        response.add_header(name, value, true).expect("a header");
    }
    Err(ErrorCode::Exists.into())
}

#[handler]
async fn panics() -> error_code::Success<()> {
    panic!("secret")
}

#[handler]
async fn own_page(response: &mut Response) {
    if response.status_code == Some(StatusCode::GONE) {
        response.render("gone");
    }
}

#[handler]
async fn gone() -> StatusCode {
    StatusCode::GONE
}

fn service() -> Service {
    let path = Router::with_path;
    let router = Router::new()
        .push(path("channels/{id}").get(show))
        .push(path("channels").hoop(SecureMaxSize(20)).post(create))
        .push(path("read").post(read))
        .push(path("form").post(fill))
        .push(path("list").get(list))
        .push(path("keyed").get(keyed))
        .push(path("own/channels").hoop(SecureMaxSize(20)).get(own_read).post(own_write))
        .push(path("own/form").get(own_fill).post(own_fill))
        .push(path("foreign").get(foreign))
        .push(path("io").get(io_error))
        .push(path("bare").get(no_body))
        .push(path("gateway").get(gateway))
        .push(path("limited").get(limited))
        .push(path("download").get(download))
        .push(path("panic").get(panics))
        .push(path("gone").get(gone));
    Service::new(router).hoop(CatchPanic::new()).catcher(errcat::salvo::catcher::<ErrorCode>().hoop(own_page))
}

/// What a service answers to a request that hyper has read.
pub(crate) fn answer(service: &Service, request: http::Request<&'static str>) -> http::Response<Vec<u8>> {
    let nowhere = || SocketAddr::Unknown;
    let handler = service.hyper_handler(nowhere(), nowhere(), Scheme::HTTP, None, ConnCtrl::new(), None);
    block_on(async {
        let reply = handler.call(request.map(ReqBody::from)).await.expect("a reply");
        let (head, body) = reply.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        http::Response::from_parts(head, body.to_vec())
    })
}

fn request(
    method: &str,
    path: &str,
    header: Option<(&str, &str)>,
    body: &'static str,
) -> http::Response<Vec<u8>> {
    let mut request = http::Request::builder().method(method).uri(format!("http://localhost{path}"));
    if let Some((name, value)) = header {
        request = request.header(name, value);
    }
    answer(&service(), request.body(body).expect("a request"))
}

fn get(path: &str) -> Sent {
    Sent::of(&request("GET", path, None, ""))
}

fn post(path: &str, content_type: &str, body: &'static str) -> Sent {
    Sent::of(&request("POST", path, Some(("content-type", content_type)), body))
}

#[test]
fn replies() {
    let sent = get("/channels/1?results=2");
    assert_eq!((sent.status, sent.content_type.as_deref()), (200, Some("application/json")));
    assert!(sent.text().ends_with(r#","results":2}"#), "{}", sent.text());
    assert_eq!(post("/read", "application/json", r#"{"name":"a"}"#).status, 201);
    assert!(post("/form", "application/x-www-form-urlencoded", "name=a").text().ends_with(r#","name":"a"}"#));
    let sent = get("/channels/2?results=2");
    sent.is(429, ErrorCode::TooManyRequests, "Too Many Requests");
    assert_eq!(sent.retry_after.as_deref(), Some("60"));
}

#[test]
fn what_errcat_reads_tells_the_place() {
    let with_key = |path: &str, key: Option<&'static str>| {
        Sent::of(&request("GET", path, key.map(|key| ("x-key", key)), ""))
    };
    tells_the_place(with_key, post);
    assert_eq!(get("/own/form?name=a").status, 200);
    get("/own/form").is(400, ErrorCode::InvalidQuery, "missing field `name`");
}

#[test]
fn what_salvo_answers_by_itself() {
    get("/nothing").is(404, ErrorCode::NotFound, "Not Found");
    let put = request("PUT", "/channels", None, "");
    Sent::of(&put).is(405, ErrorCode::MethodNotAllowed, "Method Not Allowed");
    assert_eq!(put.headers()[ALLOW], "POST");
    get("/channels/x?results=2").is(404, ErrorCode::InvalidPath, "the path does not parse");
    get("/channels/1?results=x").is(400, ErrorCode::InvalidQuery, "the query does not parse");
    get("/gateway").is_neutral(502, "fallback_5xx", "Bad Gateway");
    get("/list").is(400, ErrorCode::BadRequest, "missing field `results`");
    get("/keyed").is(400, ErrorCode::MissingHeader, "a header is missing, or does not parse");
    get("/foreign").is(418, ErrorCode::Refused, "Forbidden");
    get("/io").is(500, ErrorCode::Internal, "Internal error");
}

#[test]
fn what_is_wrong_with_a_body() {
    let json = "application/json";
    for path in ["/channels", "/read"] {
        post(path, json, "{").is(400, ErrorCode::InvalidJson, "EOF while parsing an object at line 1");
        post(path, json, r#"{"name":5}"#).is(422, ErrorCode::InvalidData, "invalid type: integer `5`");
        post(path, json, "7").is(
            422,
            ErrorCode::InvalidData,
            "invalid type: integer `7`, expected an object at line 1 column 1",
        );
        let text = "the body is of another content type";
        post(path, "text/plain", "{}").is(415, ErrorCode::UnsupportedMediaType, text);
    }
    let long = r#"{"name":"a much longer one"}"#;
    post("/channels", json, long).is(413, ErrorCode::PayloadTooLarge, "the body is too long");
    post("/form", "application/x-www-form-urlencoded", "").is(
        400,
        ErrorCode::BadRequest,
        "missing field `name`",
    );
}

#[test]
fn a_status_without_a_body() {
    let reply = request("GET", "/bare", None, "");
    Sent::of(&reply).is(415, ErrorCode::UnsupportedMediaType, "Unsupported Media Type");
    assert!(!reply.headers().contains_key("content-encoding"));
}

#[test]
fn a_failure_removes_the_headers_of_the_body_that_it_replaces() {
    let reply = request("GET", "/download", None, "");
    Sent::of(&reply).is(409, ErrorCode::Exists, "Conflict");
    let names: Vec<_> = reply.headers().keys().map(HeaderName::as_str).collect();
    assert_eq!(names, ["x-own", "content-type"]);
}

#[test]
fn the_wait_of_a_limit_stays() {
    let sent = get("/limited");
    sent.is(429, ErrorCode::TooManyRequests, "Too Many Requests");
    assert_eq!(sent.retry_after.as_deref(), Some("7"));
}

#[test]
fn what_a_hoop_of_the_catcher_answers_stays() {
    let sent = get("/gone");
    assert_eq!((sent.status, sent.text()), (410, "gone"));
}

#[test]
fn a_panic() {
    get("/panic").is(500, ErrorCode::Internal, "Internal error");
}
