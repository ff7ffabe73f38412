//! The list of the codes as routes.

use std::fmt;
use std::future::ready;
use std::marker::PhantomData;
use std::sync::Arc;

use ::axum::Router;
use ::axum::body::Bytes;
use ::axum::extract::RawPathParams;
use ::axum::extract::rejection::RawPathParamsRejection;
use ::axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG};
use ::axum::http::{HeaderMap, StatusCode};
use ::axum::response::{IntoResponse, Response};
use ::axum::routing::get;

use crate::frameworks::catalog::{self, Document, LIST, ROW};
use crate::frameworks::policy::failure_of_status;
use crate::{Code, Failure};

/// Serves the codes of the catalog `C` at `/errors`, and one of them at `/errors/{code}`.
///
/// The result converts into a [`Router`] with any state:
///
/// ```
/// use axum::Router;
/// use errcat::axum::{EnvelopeLayer, catalog};
///
/// #[errcat::catalog("../error_codes.toml", module = false)]
/// enum ErrorCode {}
///
/// #[derive(Clone)]
/// struct App;
///
/// let routes: Router = Router::<App>::new()
///     .merge(catalog::<ErrorCode>()) // at `/errors`
///     .nest("/v1", catalog::<ErrorCode>().into()) // at `/v1/errors`
///     .with_state(App)
///     .layer(EnvelopeLayer::<ErrorCode>::new());
/// ```
///
#[doc = include_str!("../catalog.md")]
pub fn catalog<C: Code>() -> Catalog<C> {
    Catalog(PhantomData)
}

/// The routes of [`catalog`], for [`Router::merge`] and [`Router::nest`].
///
/// ```
/// # #[errcat::catalog("../error_codes.toml", module = false)]
/// # enum ErrorCode {}
/// let codes: errcat::axum::Catalog<ErrorCode> = errcat::axum::catalog();
/// let routes: axum::Router<u8> = codes.into();
/// ```
pub struct Catalog<C>(PhantomData<fn() -> C>);

impl<C> fmt::Debug for Catalog<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Catalog")
    }
}

/// Makes the list, which all requests share.
impl<C: Code, S: Clone + Send + Sync + 'static> From<Catalog<C>> for Router<S> {
    fn from(_: Catalog<C>) -> Self {
        let list = Arc::new(Document::of_catalog::<C>());
        Self::new()
            .route(LIST, get(move |request: HeaderMap| ready(respond(&list, &request))))
            .route(ROW, get(row::<C>))
    }
}

/// A path that is not UTF-8 has no code.
async fn row<C: Code>(
    path: Result<RawPathParams, RawPathParamsRejection>,
    request: HeaderMap,
) -> Result<Response, Failure<C>> {
    let document = path.ok().and_then(|path| {
        // The routes around the list can have a parameter with this name, too.
        let (_, code) = path.iter().filter(|(name, _)| *name == "code").last()?;
        Document::of_code::<C>(code)
    });
    Ok(respond(&document.ok_or_else(|| failure_of_status(404))?, &request))
}

fn respond(document: &Document<Bytes>, request: &HeaderMap) -> Response {
    let head = [(CACHE_CONTROL, catalog::CACHE_CONTROL), (ETAG, &document.etag)];
    if document.is_known(request) {
        return (StatusCode::NOT_MODIFIED, head).into_response();
    }
    (head, [(CONTENT_TYPE, "application/json")], document.json.clone()).into_response()
}
