//! The service in axum.

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use errcat::Code;
use errcat::axum::{EnvelopeLayer, catalog};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::adapters::block_on;
use crate::problem::Reply;

#[derive(Clone)]
struct App;

pub(crate) fn ask<C: Code>(method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, value.as_bytes());
    }
    let request = request.body(Body::empty()).expect("a request");
    let service = Router::<App>::new()
        .merge(catalog::<C>())
        .nest("/v1/{code}", catalog::<C>().into())
        .with_state(App)
        .layer(EnvelopeLayer::<C>::new());
    block_on(async {
        let (parts, body) = service.oneshot(request).await.expect("infallible").into_parts();
        let body = body.collect().await.expect("in memory").to_bytes().to_vec();
        let lines = parts.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
        Reply::new(parts.status.as_u16(), lines, body)
    })
}
