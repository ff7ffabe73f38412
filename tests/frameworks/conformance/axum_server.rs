//! The server in axum.

use std::convert::Infallible;
use std::future::pending;

use axum::Router;
use axum::body::Body as AxumBody;
use axum::extract::{DefaultBodyLimit, Path as AxumPath};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, ETAG, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use errcat::axum::EnvelopeLayer;
use hyper_util::service::TowerToHyperService;
use tower::ServiceBuilder;
use tower::timeout::TimeoutLayer;

use crate::conformance::framework::{Framework, Server};
use crate::conformance::hyper::HEADS;
use crate::conformance::service::error_code::axum::{Form, Header, Json, Path, Query};
use crate::conformance::service::{
    self, ErrorCode, LIMIT, PATIENCE, Pong, REQUEST_ID, Unserializable, error_code,
};

pub(crate) const AXUM: Framework = Framework { name: "axum", start, deviations: &[HEADS] };

fn start() -> Server {
    crate::conformance::hyper::start(TowerToHyperService::new(router()))
}

fn router() -> Router {
    let layer = EnvelopeLayer::<ErrorCode>::new();
    let nested = Router::new().route("/ok", get(ok)).layer(layer);
    // tower's layers may fail, and need no layer of axum's to handle that: this one does.
    let layers =
        ServiceBuilder::new().layer(layer.with_request_id(REQUEST_ID)).layer(TimeoutLayer::new(PATIENCE));
    Router::new()
        .nest("/nested", nested)
        .merge(extracting())
        .merge(failing())
        .merge(foreign())
        .layer(DefaultBodyLimit::max(LIMIT))
        .layer(layers)
}

fn extracting() -> Router {
    let form = async |Form(form): Form<service::Form>| pong(form.text());
    Router::new()
        .route("/ok", get(ok))
        .route("/json", post(async |Json(body): Json<service::Body>| pong(body.channel.name)))
        .route("/form", get(form).post(form))
        .route("/query", get(async |Query(query): Query<service::Query>| pong(query.text())))
        .route("/path/{id}", get(async |Path(id): Path<u32>| pong(id.to_string())))
        .route("/header", get(async |Header(headers): Header<service::Headers>| pong(headers.x_key)))
}

fn pong(pong: String) -> error_code::Success<Pong> {
    Pong { pong }.into()
}

async fn ok() -> error_code::Success<Pong> {
    pong("ok".to_owned())
}

fn failing() -> Router {
    let fails = async || service::wrong_password();
    let unserializable = async || error_code::Success::new(Unserializable);
    let panics = async || -> StatusCode {
        tokio::task::yield_now().await;
        panic!("secret {}", 1)
    };
    Router::new()
        .route("/fails", get(fails))
        .route("/refuses", get(async || service::refuse()))
        .route("/unserializable", get(unserializable))
        .route("/panics", get(panics))
        .route("/slow", get(pending::<StatusCode>))
        .route("/status/{status}", get(async |AxumPath(status): AxumPath<u16>| plain(status)))
        .route("/later", get(async || ([(RETRY_AFTER, "3")], plain(429))))
}

fn plain(status: u16) -> Response {
    let status = StatusCode::from_u16(status).expect("a status");
    let headers = [(WWW_AUTHENTICATE, "Basic"), (ETAG, r#""1""#)];
    (status, headers, "secret, and long enough to be worth compressing: secret, secret, secret")
        .into_response()
}

fn foreign() -> Router {
    let own = |status, content_type: &'static str| {
        get(async move || (status, [(CONTENT_TYPE, content_type)], r#"{"own":true}"#))
    };
    let chunks = ["one ", "two"].map(Ok::<_, Infallible>);
    let stream = async move || AxumBody::from_stream(futures_util::stream::iter(chunks));
    Router::new()
        .route("/redirect", get(async || Redirect::to("/ok")))
        .route("/stream", get(stream))
        .route("/file", get(async || vec![0_u8, 1, 2, 3]))
        .route("/empty", get(async || StatusCode::NO_CONTENT))
        .route("/foreign", own(StatusCode::CONFLICT, "application/json"))
        .route("/problem", own(StatusCode::UNPROCESSABLE_ENTITY, "application/problem+json; charset=utf-8"))
}
