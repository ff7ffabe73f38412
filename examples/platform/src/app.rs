//! What the handlers share, and the way of a request to them: every request that gets here leaves in the envelope.

use std::ops::Deref;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use errcat::axum::{EnvelopeLayer, catalog};
use errcat::openapi::AnyOf;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::ErrorCode;
use crate::error_code::{self, Success};
use crate::extract::ArrivalError;
use crate::limit::Limit;
use crate::openapi::{self, Document};
use crate::password::Passwords;
use crate::routes::{accounts, channels, commands, feeds, groups, tokens};
use crate::store::{Store, Unusable};

/// What the handlers share: each request has it several times over, so that a copy is one count.
#[derive(Clone)]
pub(crate) struct App(Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) store: Store,
    pub(crate) limit: Limit,
    pub(crate) passwords: Passwords,
}

impl App {
    pub(crate) fn new(store: Store, limit: Limit) -> Result<Self, argon2::password_hash::Error> {
        Ok(Self(Arc::new(Shared { store, limit, passwords: Passwords::new()? })))
    }
}

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// The whole service.
pub(crate) fn router(app: App) -> Router {
    enveloped(Router::from(operations()).with_state(app))
}

/// The same, with a path where it documents itself.
pub(crate) fn documented_router(app: App) -> Router {
    let (routes, document) = operations().split_for_parts();
    enveloped(routes.route("/openapi.json", openapi::served(document)).with_state(app))
}

fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Document::openapi())
        .merge(accounts::routes())
        .merge(channels::routes())
        .merge(commands::routes())
        .merge(feeds::routes())
        .merge(groups::routes())
        .merge(tokens::routes())
        .routes(routes!(check_ready))
}

/// Whether the server can keep what it is sent.
///
/// For load balancers: it fails while the server cannot use its database.
#[utoipa::path(
    get,
    path = "/ready",
    tag = "server",
    responses(Success<()>, AnyOf<(ArrivalError, Unusable)>)
)]
async fn check_ready(State(app): State<App>) -> error_code::Result<(), Unusable> {
    app.store.ready()?;
    Ok(().into())
}

/// Adds the list of the codes. The layer answers what no route does: other paths, other methods, and panics.
fn enveloped(routes: Router) -> Router {
    routes.merge(catalog::<ErrorCode>()).layer(EnvelopeLayer::<ErrorCode>::new())
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;
    use crate::error_code::Failure;

    #[tokio::test]
    async fn a_panic_is_an_internal_error_and_says_nothing() {
        let routes = Router::new().route("/", get(async || -> () { panic!("secret") }));
        let request = Request::new(Body::empty());
        let response = enveloped(routes).oneshot(request).await.expect("infallible");
        assert_eq!(response.status(), 500);
        let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        let failure = Failure::from_json(&body).expect("an envelope");
        assert!(failure.is(ErrorCode::InternalError));
        assert_eq!(failure.description(), ErrorCode::InternalError.description());
    }
}
