//! A service in axum.

use std::convert::Infallible;

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, ETAG, VARY};
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use errcat::axum::EnvelopeLayer;
use http_body_util::BodyExt;
use serde::Serializer;
use tower::{BoxError, ServiceBuilder, ServiceExt};

use crate::problem::preferred::{MASKED, Reply, own};
use crate::problem::{ErrorCode, Number, error_code, number};

pub(crate) fn ask(method: &str, path: &str, accept: &[&str]) -> Reply {
    let mut request = Request::builder().method(method).uri(path);
    for line in accept {
        request = request.header("accept", *line);
    }
    let request = request.body(Body::empty()).expect("a request");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let (parts, body) = router().oneshot(request).await.expect("infallible").into_parts();
        let body = body.collect().await.expect("in memory").to_bytes().to_vec();
        let lines = parts.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
        Reply::new(parts.status.as_u16(), lines, body)
    })
}

fn router() -> Router {
    let layer = EnvelopeLayer::<ErrorCode>::new();
    Router::new()
        .route("/fails", get(async || own()))
        .nest("/nested", Router::new().route("/fails", get(async || own())).layer(layer))
        .route("/unserializable", get(async || error_code::Success::new(Unserializable)))
        .route("/panics", get(async || -> StatusCode { panic!("secret") }))
        .route("/errs", get(async || StatusCode::IM_A_TEAPOT))
        .route("/foreign", get(async || (StatusCode::UNPROCESSABLE_ENTITY, "secret")))
        .route("/ok", get(async || error_code::Success::from(())))
        .route("/json", get(json))
        .route("/number", get(async || number::Failure::new(Number::Code40001)))
        .route("/varies", get(async || ([(VARY, "Origin, accept"), (ETAG, "1")], [("x-own", "1")], own())))
        .route("/masked", get(async || own().into_response().map(|_| Body::from(MASKED))))
        .route("/restated", get(async || (StatusCode::CONFLICT, own())))
        .layer(ServiceBuilder::new().layer(layer).map_result(erring))
}

/// A service that fails by itself: what it gives is no response, but an error.
fn erring(result: Result<Response, Infallible>) -> Result<Response, BoxError> {
    match result {
        Ok(response) if response.status() == StatusCode::IM_A_TEAPOT => Err("secret".into()),
        result => Ok(result?),
    }
}

async fn json() -> (StatusCode, [(axum::http::HeaderName, &'static str); 1], &'static str) {
    (StatusCode::CONFLICT, [(CONTENT_TYPE, "application/json")], r#"{"own":true}"#)
}

/// What does not serialize.
pub(crate) struct Unserializable;

impl serde::Serialize for Unserializable {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("secret"))
    }
}
