//! The readers of a request of salvo's.

use salvo_core::Request;
use salvo_core::http::HeaderMap;
use serde::de::DeserializeOwned;

use super::view_of;
use crate::request::{self, Source, View};
use crate::{Code, Failure};

/// The body as JSON.
///
/// # Errors
///
/// As [`errcat::http::json`](crate::http::json); `payload_too_large` above salvo's limit, and `bad_request` where the body
/// breaks off.
pub async fn json<T: DeserializeOwned, C: Code>(request: &mut Request) -> Result<T, Failure<C>> {
    body(request::json, request).await
}

/// The body as a form; with `GET` and `HEAD`, the query.
///
/// # Errors
///
/// As [`errcat::http::form`](crate::http::form), and those of the body as [`json`].
pub async fn form<T: DeserializeOwned, C: Code>(request: &mut Request) -> Result<T, Failure<C>> {
    body(request::form, request).await
}

/// The parameters of the query, as [`errcat::http::query`](crate::http::query).
pub fn query<T: DeserializeOwned, C: Code>(request: &Request) -> Result<T, Failure<C>> {
    request::query(&view_of(request))
}

/// The headers as a struct, with a field for each, as [`errcat::http::header`](crate::http::header).
pub fn header<T: DeserializeOwned, C: Code>(request: &Request) -> Result<T, Failure<C>> {
    request::header(&view_of(request))
}

async fn body<T, C: Code>(
    find: fn(&View<'_, HeaderMap>) -> Source<T, C>,
    request: &mut Request,
) -> Result<T, Failure<C>> {
    let read = match find(&view_of(request)) {
        Source::Continue(read) => read,
        Source::Break(value) => return value,
    };
    read(request.payload().await?)
}
