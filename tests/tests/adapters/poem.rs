//! poem: replies, and the errors of its extractors and routes.

use errcat::OrFail;
use poem::endpoint::make;
use poem::http::{Method, StatusCode};
use poem::middleware::{CatchPanic, SizeLimit};
use poem::web::{Json, Path, Query};
use poem::{Endpoint, EndpointExt, Error, FromRequest, Request, Response, Result, Route, get, handler, post};

use crate::error_code::poem as own;
use crate::{Channel, ErrorCode, Key, Page, Sent, block_on, error_code, tells_the_place};

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

fn app() -> impl Endpoint<Output = Response> {
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
        .catch_all_error(errcat::poem::caught::<ErrorCode>)
        .with(CatchPanic::new().with_handler(errcat::poem::panicked::<ErrorCode>))
        .map_to_response()
}

fn send(method: Method, path: &str, content_type: &str, body: &'static str) -> Sent {
    let request = Request::builder().method(method).uri_str(path).content_type(content_type);
    send_it(request.header("content-length", body.len()).body(body))
}

fn send_it(request: Request) -> Sent {
    let response = block_on(async {
        let (head, body) = app().get_response(request).await.into_parts();
        let body = body.into_vec().await.expect("a body");
        let mut response = http::Response::new(body);
        (*response.status_mut(), *response.headers_mut()) = (head.status, head.headers);
        response
    });
    Sent::of(&response)
}

fn get_it(path: &str) -> Sent {
    send(Method::GET, path, "text/plain", "")
}

fn post_it(content_type: &str, body: &'static str) -> Sent {
    send(Method::POST, "/channels", content_type, body)
}

#[test]
fn the_extractors_of_a_catalog_tell_the_place() {
    let with_key = |path: &str, key: Option<&'static str>| {
        let request = Request::builder().uri_str(path);
        send_it(if let Some(key) = key { request.header("x-key", key) } else { request }.finish())
    };
    tells_the_place(with_key, |path, content_type, body| send(Method::POST, path, content_type, body));
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
    send(Method::PUT, "/channels", "", "").is(405, ErrorCode::MethodNotAllowed, "Method Not Allowed");
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
