//! What a request of axum's holds, or the failure that says what is wrong with it.

use ::axum::body::Bytes;
use ::axum::extract::rejection::{BytesRejection, PathRejection};
use ::axum::extract::{FromRequest, FromRequestParts, OptionalFromRequestParts, Path, Request};
use ::axum::http::header::CONTENT_TYPE;
use ::axum::http::request::Parts;
use ::axum::http::{HeaderMap, HeaderValue, Method, Uri};
use serde::de::DeserializeOwned;

use crate::request::{self, mistake};
use crate::{Code, Failure, HttpKind};

/// The body as JSON: what a catalog's own extractor `Json` calls.
///
/// # Errors
///
/// Of the kind `unsupported_media_type` where the content type is another, `invalid_json` where the body is no JSON,
/// `invalid_data` where it is not of `T`'s shape, `payload_too_large` above axum's `DefaultBodyLimit`, and `bad_request`
/// where it breaks off.
pub async fn json<T, S, C>(request: Request, state: &S) -> Result<T, Failure<C>>
where
    T: DeserializeOwned,
    S: Send + Sync,
    C: Code,
{
    request::expect_json(content_type(&request))?;
    request::json(&body(request, state).await?)
}

/// The body as JSON, or `None` where the request has no content type: `Option` of a catalog's own extractor `Json`.
///
/// # Errors
///
/// As [`json`].
pub async fn json_if_any<T, S, C>(request: Request, state: &S) -> Result<Option<T>, Failure<C>>
where
    T: DeserializeOwned,
    S: Send + Sync,
    C: Code,
{
    match content_type(&request) {
        Some(_) => json(request, state).await.map(Some),
        None => Ok(None),
    }
}

/// The body as a form, the query of `GET` and `HEAD`: what a catalog's own extractor `Form` calls.
///
/// # Errors
///
/// As [`json`], without `invalid_json`; the query's mistakes are of the kind `invalid_query`.
pub async fn form<T, S, C>(request: Request, state: &S) -> Result<T, Failure<C>>
where
    T: DeserializeOwned,
    S: Send + Sync,
    C: Code,
{
    if [Method::GET, Method::HEAD].contains(request.method()) {
        return query(request.uri());
    }
    request::expect_form(content_type(&request))?;
    request::form(&body(request, state).await?)
}

/// The query's parameters: what a catalog's own extractor `Query` calls.
///
/// # Errors
///
/// Of the kind `invalid_query`.
pub fn query<T: DeserializeOwned, C: Code>(uri: &Uri) -> Result<T, Failure<C>> {
    request::query(uri.query())
}

/// The path's parameters: what a catalog's own extractor `Path` calls.
///
/// # Errors
///
/// Of the kind `invalid_path`; `internal` where the route has not as many parameters as `T`.
pub async fn path<T, C>(parts: &mut Parts) -> Result<T, Failure<C>>
where
    T: DeserializeOwned + Send,
    C: Code,
{
    match <Path<T> as FromRequestParts<()>>::from_request_parts(parts, &()).await {
        Ok(Path(path)) => Ok(path),
        Err(rejection) => Err(no_path(rejection)),
    }
}

/// The path's parameters, or `None` where the route has none: `Option` of a catalog's own extractor `Path`.
///
/// # Errors
///
/// As [`path`].
pub async fn path_if_any<T, C>(parts: &mut Parts) -> Result<Option<T>, Failure<C>>
where
    T: DeserializeOwned + Send + 'static,
    C: Code,
{
    match <Path<T> as OptionalFromRequestParts<()>>::from_request_parts(parts, &()).await {
        Ok(path) => Ok(path.map(|Path(path)| path)),
        Err(rejection) => Err(no_path(rejection)),
    }
}

/// The headers as a struct, with a field for each: what a catalog's own extractor `Header` calls.
///
/// A field's name is the header's, with `-` for `_`; lines of one name are joined by a comma. Numbers, booleans, newtypes
/// and enums of unit variants are read from text; a field that is an `Option` may be missing.
///
/// # Errors
///
/// Of the kind `missing_header`.
pub fn header<T: DeserializeOwned, C: Code>(headers: &HeaderMap) -> Result<T, Failure<C>> {
    request::header(|name| headers.get_all(name).into_iter().map(HeaderValue::as_bytes))
}

fn content_type(request: &Request) -> Option<&[u8]> {
    request.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes)
}

async fn body<S: Send + Sync, C: Code>(request: Request, state: &S) -> Result<Bytes, Failure<C>> {
    Bytes::from_request(request, state).await.map_err(unread)
}

fn unread<C: Code>(rejection: BytesRejection) -> Failure<C> {
    mistake::unread(rejection.status().as_u16()).with_source(rejection)
}

fn no_path<C: Code>(rejection: PathRejection) -> Failure<C> {
    match rejection {
        PathRejection::FailedToDeserializePathParams(error) if error.status().is_client_error() => {
            mistake::unparsed(HttpKind::InvalidPath, error.kind()).with_source(error)
        }
        rejection => Failure::of_http(HttpKind::Internal, 500).with_source(rejection),
    }
}
