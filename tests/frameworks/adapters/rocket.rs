//! rocket: replies, and what the catcher makes of the rest.

use errcat::OrFail;
use errcat::rocket::refuse;
use rocket::config::LogLevel;
use rocket::data::{Limits, ToByteUnit};
use rocket::form::Form;
use rocket::http::{ContentType, Header, Status};
use rocket::local::blocking::{Client, LocalRequest};
use rocket::request::{FromRequest, Outcome, Request};
use rocket::{Config, FromForm, get, post, routes};

use crate::adapters::error_code::rocket::{self as own, Json};
use crate::adapters::{Channel, ErrorCode, Failure, Page, Sent, error_code, tells_the_place};

#[get("/channels/<id>?<results>")]
fn show(id: u32, results: u32) -> error_code::Result<Page> {
    (id == 1).then_some(()).or_fail(ErrorCode::TooManyRequests)?;
    Ok(Page { results, ..Page::default() }.into())
}

#[post("/channels", data = "<channel>")]
fn create(channel: Json<Channel>) -> error_code::Success<Channel> {
    channel.into_inner().into()
}

#[post("/typed", format = "json", data = "<channel>")]
fn create_typed(channel: Json<Channel>) -> error_code::Envelope<usize> {
    error_code::Envelope::Success(channel.into_inner().name.len().into())
}

#[derive(FromForm)]
struct ChannelForm {
    name: u32,
}

#[post("/form", data = "<form>")]
fn fill(form: Form<ChannelForm>) -> error_code::Success<u32> {
    form.into_inner().name.into()
}

#[get("/own/channels")]
fn own_read(page: own::Query<Page>, _key: own::Header<crate::adapters::Key>) -> error_code::Success<Page> {
    page.into_inner().into()
}

#[post("/own/channels", data = "<channel>")]
fn own_write(channel: Json<Channel>) -> error_code::Success<Channel> {
    channel.into_inner().into()
}

#[post("/own/form", data = "<channel>")]
fn own_fill(channel: own::Form<Channel>) -> error_code::Success<Channel> {
    channel.into_inner().into()
}

/// A guard of the service's own.
struct Key;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Key {
    type Error = Option<ErrorCode>;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        match request.headers().get_one("x-key") {
            Some("1") => Outcome::Success(Self),
            _ => Outcome::Error(refuse(request, Failure::new(ErrorCode::Busy).with_description("no key"))),
        }
    }
}

#[get("/guarded")]
fn guarded(_key: Key) -> error_code::Success<()> {
    ().into()
}

#[post("/either", data = "<channel>")]
fn either(key: Option<Key>, channel: Json<Channel>) -> error_code::Result<Channel> {
    let channel = key.map(|_| channel.into_inner()).or_fail(ErrorCode::Exists)?;
    Ok(channel.into())
}

#[get("/swallowed")]
fn swallowed(key: Option<Key>) -> Status {
    key.map_or(Status::NotFound, |_| Status::Ok)
}

#[get("/foreign")]
fn foreign() -> Result<(), Status> {
    Err(Status::ImATeapot)
}

#[get("/bare/<status>")]
fn bare(status: u16) -> Status {
    Status::new(status)
}

#[get("/relabelled/<status>")]
fn relabelled(status: u16) -> error_code::Result<()> {
    Err(error_code::Failure::new(ErrorCode::NotFound).with_status(status))
}

#[get("/panic")]
fn panics() -> error_code::Success<()> {
    panic!("secret")
}

#[track_caller]
fn send(request: impl FnOnce(&Client) -> LocalRequest<'_>) -> Sent {
    let config = Config {
        log_level: LogLevel::Off,
        limits: Limits::default().limit("json", 20.bytes()),
        ..Config::debug_default()
    };
    let own = routes![own_read, own_write, own_fill];
    let routes = routes![
        show,
        create,
        create_typed,
        fill,
        guarded,
        either,
        swallowed,
        foreign,
        panics,
        bare,
        relabelled
    ];
    let rocket = rocket::custom(config)
        .mount("/", own)
        .mount("/", routes)
        .register("/", [errcat::rocket::catcher::<ErrorCode>()]);
    let client = Client::untracked(rocket).expect("a rocket");
    let response = request(&client).dispatch();
    let header = |name| response.headers().get_one(name).map(str::to_owned);
    Sent {
        status: response.status().code,
        content_type: header("content-type"),
        retry_after: header("retry-after"),
        rate_limit_policy: header("ratelimit-policy"),
        body: response.into_bytes().expect("a body"),
    }
}

fn get_it(path: &'static str) -> Sent {
    send(|client| client.get(path))
}

#[test]
fn a_short_body_that_breaks_off_is_no_body() {
    for (path, content_type, body) in
        [("/own/form", ContentType::Form, "name=a"), ("/own/channels", ContentType::JSON, r#"{"name""#)]
    {
        let length = Header::new("content-length", "100");
        let sent = send(|client| client.post(path).header(content_type).header(length).body(body));
        assert_eq!(sent.status, 400, "{path}");
        let failure = Failure::from_json(&sent.body).expect("a failure");
        assert!(failure.is(ErrorCode::BadRequest), "{path}: {failure}");
    }
}

fn post_it(path: &'static str, content_type: ContentType, body: &'static str) -> Sent {
    send(|client| client.post(path).header(content_type).body(body))
}

fn post_json(body: &'static str) -> Sent {
    post_it("/channels", ContentType::JSON, body)
}

#[test]
fn replies() {
    let sent = get_it("/channels/1?results=2");
    assert_eq!((sent.status, sent.content_type.as_deref()), (200, Some("application/json")));
    assert!(sent.text().ends_with(r#","results":2}"#), "{}", sent.text());
    assert!(post_json(r#"{"name":"a"}"#).text().ends_with(r#","name":"a"}"#));
    let sent = get_it("/channels/2?results=2");
    sent.is(429, ErrorCode::TooManyRequests, "Too Many Requests");
    assert_eq!(sent.retry_after.as_deref(), Some("60"));
}

#[test]
fn what_rocket_answers_by_itself() {
    get_it("/nothing").is(404, ErrorCode::NotFound, "Not Found");
    // Rocket knows no 405, and takes another content type for another route.
    send(|client| client.put("/channels")).is(404, ErrorCode::NotFound, "Not Found");
    post_it("/typed", ContentType::Plain, "{}").is(404, ErrorCode::NotFound, "Not Found");
    get_it("/channels/x?results=2").is(422, ErrorCode::InvalidData, "Unprocessable");
    get_it("/channels/1?results=x").is(422, ErrorCode::InvalidData, "Unprocessable");
    post_it("/form", ContentType::Form, "name=x").is(422, ErrorCode::InvalidData, "Unprocessable");
    get_it("/foreign").is(418, ErrorCode::Refused, "Forbidden");
}

#[test]
fn what_is_wrong_with_a_body() {
    post_json("{").is(400, ErrorCode::InvalidJson, "EOF while parsing an object at line 1");
    post_json(r#"{"name":5}"#).is(422, ErrorCode::InvalidData, "name: invalid type: integer `5`");
    post_json("7").is(
        422,
        ErrorCode::InvalidData,
        "invalid type: integer `7`, expected an object at line 1 column 1",
    );
    post_json(r#"{"name":"a much longer one"}"#).is(413, ErrorCode::PayloadTooLarge, "the body is too long");
}

#[test]
fn the_guards_of_a_catalog_tell_the_place() {
    let with_key = |path: &str, key: Option<&'static str>| {
        send(|client| {
            let request = client.get(path.to_owned());
            if let Some(key) = key { request.header(Header::new("x-key", key)) } else { request }
        })
    };
    tells_the_place(with_key, |path, content_type, body| {
        let content_type = Header::new("content-type", content_type.to_owned());
        send(|client| client.post(path.to_owned()).header(content_type).body(body))
    });
}

#[test]
fn what_a_guard_refuses() {
    get_it("/guarded").is(409, ErrorCode::Busy, "no key");
    assert_eq!(send(|client| client.get("/guarded").header(Header::new("x-key", "1"))).status, 200);
}

#[test]
fn the_last_refusal_counts_where_it_is_what_is_answered() {
    post_it("/either", ContentType::JSON, "{").is(400, ErrorCode::InvalidJson, "EOF");
    get_it("/swallowed").is(404, ErrorCode::NotFound, "Not Found");
}

/// hyper would end the connection, or send no body.
#[test]
fn a_status_that_is_no_failures() {
    for status in [0, 100, 101, 199, 600, 999, 1000, 9999, 65535] {
        // Of those below 400 rocket makes a reply by itself, as the handler asks.
        let paths = if status < 400 { &["relabelled"][..] } else { &["bare", "relabelled"] };
        for path in paths {
            let sent = send(|client| client.get(format!("/{path}/{status}")));
            assert_eq!(sent.status, 500, "{path}/{status}");
            assert!(sent.text().starts_with(r#"{"result":"error""#), "{path}/{status}: {}", sent.text());
        }
    }
}

#[test]
fn a_panic() {
    get_it("/panic").is(500, ErrorCode::Internal, "Internal error");
}
