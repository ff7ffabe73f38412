//! warp: replies and rejections.

use errcat::OrFail;
use warp::Filter;
use warp::test::request;

use crate::adapters::{Channel, ErrorCode, Key, Page, Sent, block_on, error_code, tells_the_place};

#[track_caller]
fn send(request: warp::test::RequestBuilder) -> Sent {
    let show = warp::path!("channels" / u32).and(warp::get()).and(warp::query::<Page>()).and_then(
        async |id: u32, page: Page| {
            (id == 1).then_some(()).or_fail(ErrorCode::Exists)?;
            Ok::<_, warp::Rejection>(error_code::Success::new(page))
        },
    );
    let create = warp::path!("channels")
        .and(warp::post())
        .and(warp::header::<u32>("x-key"))
        .and(warp::body::content_length_limit(20))
        .and(warp::body::json())
        .map(|_, channel: Channel| error_code::Success::new(channel));
    let foreign = warp::path!("foreign").and_then(async || Err::<&str, _>(warp::reject::custom(Secret)));
    let named = warp::path!("named").and_then(async || Err::<&str, _>(warp::reject::custom(PayloadTooLarge)));
    let header = warp::path!("foreign").and(warp::header::<u32>("x-key")).map(|_| "");
    let delete = warp::path!("foreign").and(warp::delete()).map(|| "");
    let foreign = delete.or(foreign).or(header).or(named);
    let read = warp::path!("own" / "channels")
        .and(warp::get())
        .and(errcat::warp::query::<Page, ErrorCode>())
        .and(errcat::warp::header::<Key, ErrorCode>())
        .map(|page: Page, _| error_code::Success::new(page));
    let write = warp::path!("own" / "channels")
        .and(warp::post())
        .and(warp::body::content_length_limit(20))
        .and(errcat::warp::json::<Channel, ErrorCode>())
        .map(error_code::Success::new);
    let fill = warp::path!("own" / "form")
        .and(errcat::warp::form::<Channel, ErrorCode>())
        .map(error_code::Success::new);
    let cookie = warp::path!("cookie").and(warp::cookie::<String>("id")).map(|_| "");
    let cors = warp::path!("cors").map(|| "").with(warp::cors().allow_origin("http://a.example"));
    let own = read.or(write).or(fill).or(cookie).or(cors);
    let routes = show.or(create).or(own).or(foreign).recover(errcat::warp::recover::<ErrorCode>);
    Sent::of(&block_on(request.reply(&routes)))
}

#[derive(Debug)]
struct Secret;

impl warp::reject::Reject for Secret {}

/// It has the name of a rejection of warp.
#[derive(Debug)]
struct PayloadTooLarge;

impl warp::reject::Reject for PayloadTooLarge {}

fn get(path: &str) -> Sent {
    send(request().path(path))
}

fn post(key: &str, body: &str) -> Sent {
    send(request().method("POST").path("/channels").header("x-key", key).body(body))
}

#[test]
fn replies() {
    let sent = get("/channels/1?results=2");
    assert_eq!((sent.status, sent.content_type.as_deref()), (200, Some("application/json")));
    assert!(sent.text().ends_with(r#","results":2}"#), "{}", sent.text());
    get("/channels/2?results=2").is(409, ErrorCode::Exists, "Conflict");
}

#[test]
fn what_warp_answers_by_itself() {
    get("/nothing").is(404, ErrorCode::NotFound, "Not Found");
    send(request().method("PUT").path("/channels")).is(
        405,
        ErrorCode::MethodNotAllowed,
        "Method Not Allowed",
    );
    get("/channels/1?results=x").is(400, ErrorCode::InvalidQuery, "the query does not parse");
    post("1", "{").is(400, ErrorCode::InvalidJson, "EOF while parsing an object at line 1");
    post("1", r#"{"name":5}"#).is(
        422,
        ErrorCode::InvalidData,
        "invalid type: integer `5`, expected a string",
    );
    post("1", "7").is(
        422,
        ErrorCode::InvalidData,
        "invalid type: integer `7`, expected an object at line 1 column 1",
    );
    post("1", r#"{"name":"a much longer one"}"#).is(413, ErrorCode::PayloadTooLarge, "");
    post("x", "{}").is(400, ErrorCode::MissingHeader, "the header `x-key` does not parse");
    let no_header = request().method("POST").path("/channels").body("{}");
    send(no_header).is(400, ErrorCode::MissingHeader, "the header `x-key` is missing");
    send(request().path("/cookie").header("cookie", "a=1")).is(400, ErrorCode::BadRequest, "Bad Request");
    send(request().path("/cors").header("origin", "http://b.example")).is(
        403,
        ErrorCode::Refused,
        "Forbidden",
    );
}

/// Another route has another method, and one a header that is missing.
#[test]
fn a_rejection_that_nobody_knows_is_an_internal_error() {
    get("/foreign").is(500, ErrorCode::Internal, "Internal error");
    get("/named").is(500, ErrorCode::Internal, "Internal error");
}

#[test]
fn the_filters_of_a_catalog_tell_the_place() {
    let with_key = |path: &str, key: Option<&'static str>| {
        let request = request().path(path);
        send(if let Some(key) = key { request.header("x-key", key) } else { request })
    };
    tells_the_place(with_key, |path, content_type, body| {
        send(request().method("POST").path(path).header("content-type", content_type).body(body))
    });
}

/// warp shows what nobody has recovered to the client.
#[test]
fn a_rejection_that_nobody_recovers_says_no_more_than_its_code() {
    let routes = warp::any().and_then(async || {
        let failure = error_code::Failure::new(ErrorCode::Internal).with_description("secret");
        Err::<&str, warp::Rejection>(failure.with_source("secret").into())
    });
    let response = block_on(request().reply(&routes));
    let body = String::from_utf8_lossy(response.body()).into_owned();
    assert_eq!((response.status().as_u16(), body.contains("secret")), (500, false), "{body}");
    let routes = errcat::warp::query::<Page, ErrorCode>().map(|_| "");
    let response = block_on(request().path("/?results=secret").reply(&routes));
    let body = String::from_utf8_lossy(response.body()).into_owned();
    assert!(body.contains("invalid_query") && !body.contains("secret"), "{body}");
}
