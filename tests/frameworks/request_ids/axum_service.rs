//! A service in axum.

use std::convert::Infallible;

use axum::body::Body;
use axum::extract::Extension;
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::{AppendHeaders, Response};
use axum::routing::get;
use axum::{Router, middleware};
use errcat::RequestId;
use errcat::axum::EnvelopeLayer;
use http_body_util::BodyExt;
use tower::{BoxError, ServiceBuilder, ServiceExt};

use crate::request_ids::{ErrorCode, HEADER, NAME, Reply, Seen, error_code};

pub(crate) fn ask(path: &str, lines: &[(&str, &[u8])]) -> Reply {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let response = service().oneshot(request(path, lines)).await.expect("infallible");
        let (head, body) = response.into_parts();
        let body = body.collect().await.expect("in memory").to_bytes();
        let lines = head.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
        Reply::new(head.status.as_u16(), lines, body)
    })
}

pub(crate) fn request(path: &str, lines: &[(&str, &[u8])]) -> Request<Body> {
    let request = Request::get(path);
    let request = lines.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    request.body(Body::empty()).expect("a request")
}

pub(crate) fn service() -> Router {
    let layer = EnvelopeLayer::<ErrorCode>::new();
    let inner = Router::new().route("/ok", get(ok)).layer(layer.with_request_id("x-trace-id"));
    let foreign = || AppendHeaders([(HEADER, "of another"), (HEADER, "of others")]);
    Router::new()
        .nest("/inner", inner)
        .route("/ok", get(ok))
        .route("/fails", get(fails))
        .route("/foreign", get(async move || (StatusCode::IM_A_TEAPOT, foreign(), "secret")))
        .route("/text", get(async move || (foreign(), "text")))
        .route("/panics", get(async || -> StatusCode { panic!("secret") }))
        .route("/errs", get(async || StatusCode::NO_CONTENT))
        // A layer without ids changes none.
        .layer(layer)
        .layer(middleware::from_fn(async |request: axum::extract::Request, next: middleware::Next| {
            next.run(request).await
        }))
        .layer(ServiceBuilder::new().layer(layer.with_request_id(NAME)).map_result(erring))
}

/// A service that fails by itself: what it gives is no response, but an error.
fn erring(result: Result<Response, Infallible>) -> Result<Response, BoxError> {
    match result {
        Ok(response) if response.status() == StatusCode::NO_CONTENT => Err("secret".into()),
        result => Ok(result?),
    }
}

async fn ok(id: Option<Extension<RequestId>>, headers: HeaderMap) -> error_code::Success<Seen> {
    let lines = headers.get_all(HEADER).into_iter().map(axum::http::HeaderValue::as_bytes);
    Seen::new(id.as_deref(), lines).into()
}

async fn fails() -> error_code::Failure {
    tokio::task::yield_now().await;
    error_code::Failure::new(ErrorCode::Gone).with_header(HEADER, "of the failure")
}
