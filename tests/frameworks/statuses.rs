//! Successes with a status of their own, which their body has, too.

use actix_web::Responder;
use actix_web::test::TestRequest;
use errcat::{Envelope, Success};
use rocket::local::blocking::Client;
use salvo_core::Scribe;
use warp::Reply;

#[errcat::catalog("frameworks/statuses/codes.toml")]
enum ErrorCode {}

fn created() -> Success<u32, ErrorCode> {
    Success::new(7).with_status(201)
}

const BODY: &[u8] = br#"{"status":201,"data":7}"#;

#[test]
fn the_body_has_the_status() {
    assert_eq!(created().to_json().expect("JSON"), BODY);
    assert_eq!(serde_json::to_vec(&created()).expect("JSON"), BODY);
    for status in [0, 199, 300, 404, 65_535] {
        assert_eq!(created().with_status(status).status(), 200, "{status}");
    }
}

#[test]
fn a_client_knows_the_status() {
    let read = Envelope::<u32, ErrorCode>::from_json_with_status(BODY, 201).expect("a success");
    assert_eq!(read.into_result().map(|success| (success.status(), success.payload)).ok(), Some((201, 7)));
}

#[test]
fn each_framework_sends_the_status() {
    let axum = axum::response::IntoResponse::into_response(created()).status().as_u16();
    let http = http::Response::<Vec<u8>>::from(created()).status().as_u16();
    let actix = created().respond_to(&TestRequest::default().to_http_request()).status().as_u16();
    let poem = poem::IntoResponse::into_response(created()).status().as_u16();
    let warp = Reply::into_response(created()).status().as_u16();
    let mut salvo = salvo_core::Response::new();
    created().render(&mut salvo);
    let salvo = salvo.status_code.map(|status| status.as_u16());
    assert_eq!([axum, http, actix, poem, warp, salvo.unwrap_or(200)], [201; 6]);
}

#[test]
fn a_reply_without_content_has_no_body() {
    for status in [204, 205] {
        let reply = http::Response::<Vec<u8>>::from(created().with_status(status));
        assert_eq!((reply.status().as_u16(), reply.body().len()), (status, 0));
    }
}

#[rocket::get("/")]
fn rocket_created() -> Success<u32, ErrorCode> {
    created()
}

#[test]
fn rocket_sends_the_status() {
    let config =
        rocket::Config { log_level: rocket::config::LogLevel::Off, ..rocket::Config::debug_default() };
    let rocket = rocket::custom(config).mount("/", rocket::routes![rocket_created]);
    let client = Client::untracked(rocket).expect("a rocket");
    assert_eq!(client.get("/").dispatch().status().code, 201);
}
