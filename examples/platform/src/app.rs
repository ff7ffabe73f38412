//! What the handlers share, and the way of a request to them: every request that gets here leaves in the envelope.

use std::any::Any;
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use errcat::Coded;
use tower_http::catch_panic::CatchPanicLayer;

use crate::ErrorCode;
use crate::error_code::Failure;
use crate::extract::whole_body;
use crate::limit::Limit;
use crate::password::Passwords;
use crate::routes::{accounts, channels, commands, feeds, groups, tokens};
use crate::store::Store;

/// What the handlers share.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) limit: Arc<Limit>,
    pub(crate) passwords: Passwords,
}

impl App {
    pub(crate) fn new(store: Store) -> Result<Self, argon2::password_hash::Error> {
        Ok(Self { store, limit: Arc::default(), passwords: Passwords::new()? })
    }
}

/// The whole service.
pub(crate) fn router(app: App) -> Router {
    let routes = Router::new()
        .merge(accounts::routes())
        .merge(channels::routes())
        .merge(commands::routes())
        .merge(feeds::routes())
        .merge(groups::routes())
        .merge(tokens::routes())
        .with_state(app);
    guarded(routes)
}

/// Answers what the routes do not: other paths, other methods, bodies that are no bodies, and panics.
fn guarded(routes: Router) -> Router {
    routes
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn(whole_body))
        .layer(CatchPanicLayer::custom(panicked))
}

async fn not_found() -> Failure {
    ErrorCode::NotFound.into()
}

/// axum adds the header `Allow`.
async fn method_not_allowed() -> Failure {
    ErrorCode::ErrorMethodInvalid.into()
}

/// A mistake in a handler, with the text that it left.
#[derive(Debug, thiserror::Error, Coded)]
#[error("a handler panicked: {0}")]
#[coded(ErrorCode)]
#[coded(InternalError)]
struct Panic(String);

#[expect(clippy::needless_pass_by_value, reason = "what the layer calls")]
fn panicked(payload: Box<dyn Any + Send>) -> Response {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no text");
    Panic(text.to_owned()).into_failure().into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn a_panic_is_an_internal_error_and_says_nothing() {
        let routes = Router::new().route("/", get(async || -> () { panic!("secret") }));
        let request = Request::new(Body::empty());
        let response = guarded(routes).oneshot(request).await.expect("infallible");
        assert_eq!(response.status(), 500);
        let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        let failure = Failure::from_json(&body).expect("an envelope");
        assert!(failure.is(ErrorCode::InternalError));
        assert_eq!(failure.description(), ErrorCode::InternalError.description());
    }
}
