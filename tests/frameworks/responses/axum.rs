//! A service in axum.

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::Request;
use axum::routing::get;
use errcat::axum::EnvelopeLayer;
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::{ErrorCode, RenameError, error_code, rename};
use crate::problem::Reply;

async fn handle(Path(id): Path<u32>) -> error_code::Result<(), RenameError> {
    rename(id)
}

pub(super) fn ask(id: u32, accept: &'static str) -> Reply {
    let request = Request::builder().uri(format!("/{id}")).header("accept", accept);
    let request = request.body(Body::empty()).expect("a request");
    let routes = Router::new().route("/{id}", get(handle)).layer(EnvelopeLayer::<ErrorCode>::new());
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(async {
        let (head, body) = routes.oneshot(request).await.expect("infallible").into_parts();
        let body = body.collect().await.expect("in memory").to_bytes().to_vec();
        let lines = head.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
        Reply::new(head.status.as_u16(), lines, body)
    })
}
