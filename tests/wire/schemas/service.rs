//! A service in axum, which takes the id of a request from its header.

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::get;
use errcat::axum::EnvelopeLayer;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::occurrences::flat::{ErrorCode, error_code};

pub(crate) const ID: &str = "5f2e";

/// The body of the reply to a request with an id.
pub(crate) fn ask(path: &str) -> Value {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let request = Request::get(path).header("x-request-id", ID).body(Body::empty()).expect("a request");
        let reply = service().oneshot(request).await.expect("infallible");
        let body = reply.into_body().collect().await.expect("in memory").to_bytes();
        serde_json::from_slice(&body).expect("JSON")
    })
}

fn service() -> Router {
    Router::new()
        .route("/ok", get(async || error_code::Success::new(json!({ "id": "x" }))))
        .route("/fails", get(async || error_code::Failure::new(ErrorCode::Invalid)))
        .layer(EnvelopeLayer::<ErrorCode>::new().with_request_id("x-request-id"))
}
