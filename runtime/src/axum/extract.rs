//! What a request holds, or the failure that says what is wrong with it. axum's own extractors read; here is what their
//! refusals become.

use std::error::Error;

use ::axum::extract::rejection::{BytesRejection, FormRejection, JsonRejection, PathRejection};
use ::axum::extract::{Form, FromRequest, FromRequestParts, Json, Path, Query, Request};
use ::axum::http::request::Parts;
use ::axum::http::{HeaderMap, StatusCode, Uri};
use serde::de::DeserializeOwned;

use super::header::read;
use crate::HttpKind::{self, InvalidData, InvalidJson, InvalidPath, InvalidQuery, MissingHeader};
use crate::told::told;
use crate::{Code, Failure};

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
    match Json::from_request(request, state).await {
        Ok(Json(body)) => Ok(body),
        Err(JsonRejection::JsonDataError(error)) => Err(mistake(InvalidData, error)),
        Err(JsonRejection::JsonSyntaxError(error)) => Err(mistake(InvalidJson, error)),
        Err(JsonRejection::BytesRejection(error)) => Err(unread(error)),
        Err(rejection) => Err(refused(rejection.status(), rejection)),
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
    match Form::from_request(request, state).await {
        Ok(Form(form)) => Ok(form),
        Err(FormRejection::FailedToDeserializeFormBody(error)) => Err(mistake(InvalidData, error)),
        Err(FormRejection::FailedToDeserializeForm(error)) => Err(mistake(InvalidQuery, error)),
        Err(FormRejection::BytesRejection(error)) => Err(unread(error)),
        Err(rejection) => Err(refused(rejection.status(), rejection)),
    }
}

/// The query's parameters: what a catalog's own extractor `Query` calls.
///
/// # Errors
///
/// Of the kind `invalid_query`.
pub fn query<T: DeserializeOwned, C: Code>(uri: &Uri) -> Result<T, Failure<C>> {
    match Query::try_from_uri(uri) {
        Ok(Query(query)) => Ok(query),
        Err(rejection) => Err(mistake(InvalidQuery, rejection)),
    }
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
    match Path::from_request_parts(parts, &()).await {
        Ok(Path(path)) => Ok(path),
        Err(PathRejection::FailedToDeserializePathParams(error)) if error.status().is_client_error() => {
            let text = told(error.kind());
            Err(made(InvalidPath, Some(text), error))
        }
        Err(rejection) => Err(made(HttpKind::Internal, None, rejection)),
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
    read(headers).map_err(|error| {
        let text = told(&error);
        made(MissingHeader, Some(text), error)
    })
}

/// What the client has written wrong. The rejection opens with words about axum; its source has the place and the matter.
fn mistake<C: Code>(kind: HttpKind, rejection: impl Error + Send + Sync + 'static) -> Failure<C> {
    let text = rejection.source().map(|source| told(&source));
    made(kind, text, rejection)
}

/// A body that is too long, or breaks off: the client knows as much by the code.
fn unread<C: Code>(rejection: BytesRejection) -> Failure<C> {
    made(HttpKind::of_status(rejection.status().as_u16()), None, rejection)
}

/// A content type that is another than the one that the rejection's fixed text asks for.
fn refused<C: Code>(status: StatusCode, rejection: impl Error + Send + Sync + 'static) -> Failure<C> {
    let text = told(&rejection);
    made(HttpKind::of_status(status.as_u16()), Some(text), rejection)
}

fn made<C: Code>(
    kind: HttpKind,
    text: Option<String>,
    source: impl Error + Send + Sync + 'static,
) -> Failure<C> {
    let failure = Failure::of_http(kind, kind.status::<C>()).with_source(source);
    match text {
        Some(text) => failure.with_description(text),
        None => failure,
    }
}
