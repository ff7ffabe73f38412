//! A real service of axum answers with the codes that its document lists, and with each of them.

use std::collections::BTreeSet;
use std::io;

use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::http::Request;
use axum::routing::{get, post};
use errcat::axum::EnvelopeLayer;
use http_body_util::BodyExt;
use serde::Deserialize;
use serde_json::json;
use tower::ServiceExt;
use utoipa::{IntoParams, OpenApi, ToSchema};

use crate::error_code::axum::{Form, Header, Json, Path, Query, Refusals};
use crate::error_code::{self, Failure, Success};
use crate::{ErrorCode, RenameError};

#[derive(ToSchema, Deserialize)]
struct Rename {
    name: String,
}

#[derive(IntoParams, Deserialize)]
struct Keys {
    x_key: u32,
}

type Renamed = error_code::Result<(), RenameError>;

fn renamed(name: &str) -> Renamed {
    match name {
        "panic" => panic!("as asked"),
        "gone" => Err(RenameError::Gone),
        "" => Err(RenameError::Empty),
        "taken" => Err(RenameError::Taken),
        _ => Ok(().into()),
    }
}

#[utoipa::path(post, path = "/json", request_body = Rename, responses(Success<()>, RenameError))]
async fn json_body(Json(rename): Json<Rename>) -> Renamed {
    renamed(&rename.name)
}

#[utoipa::path(
    post,
    path = "/form",
    request_body(content = Rename, content_type = "application/x-www-form-urlencoded"),
    responses(Success<()>, RenameError)
)]
async fn form_body(Form(rename): Form<Rename>) -> Renamed {
    renamed(&rename.name)
}

#[utoipa::path(get, path = "/query", params(("name" = String, Query)), responses(Success<()>, RenameError))]
async fn query(Query(rename): Query<Rename>) -> Renamed {
    renamed(&rename.name)
}

#[utoipa::path(get, path = "/path/{id}", params(("id" = u32, Path)), responses(Success<()>))]
async fn path(Path(id): Path<u32>) -> error_code::Result<()> {
    assert_ne!(id, 7, "as asked");
    Ok(().into())
}

#[utoipa::path(get, path = "/header", params(("x-key" = u32, Header)), responses(Success<()>))]
async fn header(Header(keys): Header<Keys>) -> error_code::Result<()> {
    assert_ne!(keys.x_key, 7, "as asked");
    Ok(().into())
}

#[derive(OpenApi)]
#[openapi(paths(json_body, form_body, query, path, header), modifiers(&Refusals))]
struct Api;

fn service() -> Router {
    Router::new()
        .route("/json", post(json_body))
        .route("/form", post(form_body))
        .route("/query", get(query))
        .route("/path/{id}", get(path))
        .route("/header", get(header))
        .layer(DefaultBodyLimit::max(64))
        .layer(EnvelopeLayer::<ErrorCode>::new())
}

/// A request to an operation, which the document names by its path.
struct Sent {
    operation: &'static str,
    request: Request<Body>,
}

fn get_(operation: &'static str, path: &str) -> Sent {
    Sent { operation, request: Request::get(path).body(Body::empty()).expect("a request") }
}

fn post_(operation: &'static str, content_type: &str, body: &str) -> Sent {
    let request = Request::post(operation).header("content-type", content_type).body(body.to_owned().into());
    Sent { operation, request: request.expect("a request") }
}

/// Requests for every code of every operation.
fn requests() -> Vec<Sent> {
    const FORM: &str = "application/x-www-form-urlencoded";
    let mut requests = vec![
        post_("/json", "application/json", "{"),
        post_("/json", "application/json", r#"{"name":5}"#),
        post_("/form", FORM, "other=5"),
        get_("/query", "/query?other=5"),
        get_("/path/{id}", "/path/five"),
        get_("/path/{id}", "/path/7"),
        get_("/path/{id}", "/path/8"),
        get_("/header", "/header"),
    ];
    for key in [7, 8] {
        let request = Request::get("/header").header("x-key", key).body(Body::empty()).expect("a request");
        requests.push(Sent { operation: "/header", request });
    }
    let long = "x".repeat(100);
    for name in ["panic", "gone", "", "taken", "free"] {
        requests.push(post_("/json", "application/json", &json!({ "name": name }).to_string()));
        requests.push(post_("/form", FORM, &format!("name={name}")));
        requests.push(get_("/query", &format!("/query?name={name}")));
    }
    for (operation, content_type) in [("/json", "application/json"), ("/form", FORM)] {
        let broken = futures_util::stream::iter([Err::<&str, _>(io::Error::other("broken off"))]);
        let request = Request::post(operation).header("content-type", content_type);
        let request = request.body(Body::from_stream(broken)).expect("a request");
        requests.push(Sent { operation, request });
    }
    for operation in ["/json", "/form"] {
        requests.push(post_(operation, "text/plain", "name"));
        let content_type = if operation == "/form" { FORM } else { "application/json" };
        requests.push(post_(operation, content_type, &long));
    }
    requests
}

/// The operations, with a status and a code of each; the code of a success is empty.
type Answers = BTreeSet<(String, String, String)>;

async fn answered() -> Answers {
    let service = service();
    let mut answers = Answers::new();
    for Sent { operation, request } in requests() {
        let response = service.clone().oneshot(request).await.expect("it cannot fail");
        let status = response.status();
        let body = response.into_body().collect().await.expect("a body").to_bytes();
        let code = match status.as_u16() {
            200 => String::new(),
            _ => Failure::from_json(&body).expect("an envelope").wire_code().to_owned(),
        };
        answers.insert((operation.to_owned(), status.as_str().to_owned(), code));
    }
    answers
}

fn documented() -> Answers {
    let document = serde_json::to_value(Api::openapi()).expect("JSON");
    let mut answers = Answers::new();
    for (path, item) in document["paths"].as_object().expect("an object") {
        let operation = item.as_object().and_then(|item| item.values().next()).expect("an operation");
        for (status, response) in operation["responses"].as_object().expect("an object") {
            let examples = response["content"]["application/json"]["examples"].as_object();
            let codes = examples.map_or_else(|| vec![String::new()], |codes| codes.keys().cloned().collect());
            answers.extend(codes.into_iter().map(|code| (path.clone(), status.clone(), code)));
        }
    }
    answers
}

#[tokio::test]
async fn a_service_answers_what_its_document_says() {
    assert_eq!(answered().await, documented());
}
