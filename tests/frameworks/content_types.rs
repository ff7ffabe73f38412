//! Catalogs whose bodies have content types of their own.

use actix_web::Responder;
use actix_web::test::TestRequest;
use axum::Router;
use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Request, StatusCode};
use axum::routing::get;
use errcat::axum::EnvelopeLayer;
use errcat::{Failure, Format, Success};
use rocket::local::blocking::Client;
use tower::ServiceExt;

#[errcat::catalog("frameworks/content_types/codes.toml")]
enum ErrorCode {}

const SUCCESS: &str = "application/vnd.api+json; ext=\"https://example.com/a;b\"";
const FAILURE: &str = "application/vnd.api+json";
const PROBLEM: &str = "application/problem+json";

fn success() -> Success<(), ErrorCode> {
    ().into()
}

fn failure() -> Failure<ErrorCode> {
    ErrorCode::NotFound.into()
}

#[test]
fn a_reply_knows_its_content_type() {
    assert_eq!(success().content_type(), SUCCESS);
    assert_eq!(failure().content_type(Format::Envelope), FAILURE);
    assert_eq!(failure().content_type(Format::Problem), PROBLEM);
}

/// The status, the content type and whether it depends on `Accept`.
async fn sent(path: &str, accept: &str) -> (u16, String, bool) {
    let service = Router::new()
        .route("/", get(async || success()))
        .route("/own", get(async || failure()))
        .route("/text", get(async || (StatusCode::BAD_GATEWAY, "no upstream")))
        .layer(EnvelopeLayer::<ErrorCode>::new());
    let request = Request::get(path).header("accept", accept).body(Body::empty()).expect("a request");
    let response = service.oneshot(request).await.expect("it cannot fail");
    (response.status().as_u16(), content_type(response.headers()), response.headers().contains_key("vary"))
}

fn content_type(headers: &HeaderMap) -> String {
    headers[CONTENT_TYPE].to_str().expect("ASCII").to_owned()
}

#[tokio::test]
async fn every_reply_of_axum_has_the_content_type_of_the_catalog() {
    for (path, status, name) in
        [("/", 200, SUCCESS), ("/own", 404, FAILURE), ("/nowhere", 404, FAILURE), ("/text", 502, FAILURE)]
    {
        assert_eq!(sent(path, "*/*").await, (status, name.to_owned(), status != 200), "{path}");
    }
}

#[tokio::test]
async fn a_client_prefers_a_problem_document_to_the_type_of_the_catalog() {
    for (accept, name) in [
        ("application/vnd.api+json, application/problem+json;q=0.9", FAILURE),
        ("application/problem+json, application/vnd.api+json;q=0.9", PROBLEM),
        // The envelope is not `application/json`, so this client does not ask for it.
        ("application/json, application/problem+json;q=0.9", PROBLEM),
    ] {
        for path in ["/own", "/nowhere", "/text"] {
            assert_eq!(sent(path, accept).await.1, name, "{accept}: {path}");
        }
    }
}

#[test]
fn replies_of_actix_web() {
    let request = TestRequest::default().to_http_request();
    let name = |headers: &actix_web::http::header::HeaderMap| {
        headers.get("content-type").map(|value| value.to_str().expect("ASCII").to_owned())
    };
    assert_eq!(name(success().respond_to(&request).headers()).as_deref(), Some(SUCCESS));
    assert_eq!(name(failure().respond_to(&request).headers()).as_deref(), Some(FAILURE));
}

#[rocket::get("/")]
fn succeeds() -> Success<(), ErrorCode> {
    success()
}

#[rocket::get("/own")]
fn fails() -> Failure<ErrorCode> {
    failure()
}

#[test]
fn replies_of_rocket() {
    let config =
        rocket::Config { log_level: rocket::config::LogLevel::Off, ..rocket::Config::debug_default() };
    let rocket = rocket::custom(config).mount("/", rocket::routes![succeeds, fails]);
    let client = Client::untracked(rocket).expect("a rocket");
    for (path, name) in [("/", SUCCESS), ("/own", FAILURE)] {
        assert_eq!(client.get(path).dispatch().headers().get_one("content-type"), Some(name), "{path}");
    }
}
