//! The errors of actix-web's own extractors, as failures.

use actix_web::error::{JsonPayloadError, PathError, QueryPayloadError, UrlencodedError};
use actix_web::web::{FormConfig, JsonConfig, PathConfig, QueryConfig, ServiceConfig};
use actix_web::{Error, ResponseError};

use crate::request::extract::actix::{no_length, payload_failure};
use crate::request::mistake::{self, unparsed};
use crate::{Code, Failure, HttpKind};

/// Has `Json`, `Query`, `Path` and `Form` fail in the envelope: for `App::configure`.
///
/// It sets four configurations. Each has a function of its own, for limits other than actix-web's.
pub fn configure_extractors<C: Code>(config: &mut ServiceConfig) {
    config
        .app_data(json_config::<C>())
        .app_data(query_config::<C>())
        .app_data(path_config::<C>())
        .app_data(form_config::<C>());
}

/// The configuration of `Json`: a body that is not JSON is [`HttpKind::InvalidJson`], JSON of another shape is
/// [`HttpKind::InvalidData`], with the line and column in the text.
pub fn json_config<C: Code>() -> JsonConfig {
    JsonConfig::default().error_handler(|error, _| failure(&error, json::<C>).into())
}

/// The configuration of `Query`: a query that does not parse is [`HttpKind::InvalidQuery`].
pub fn query_config<C: Code>() -> QueryConfig {
    QueryConfig::default().error_handler(|error, _| failure(&error, query::<C>).into())
}

/// The configuration of `Path`: parameters that do not parse are [`HttpKind::InvalidPath`].
pub fn path_config<C: Code>() -> PathConfig {
    PathConfig::default().error_handler(|error, _| failure(&error, path::<C>).into())
}

/// The configuration of `Form`: fields that do not parse are [`HttpKind::InvalidData`].
pub fn form_config<C: Code>() -> FormConfig {
    FormConfig::default().error_handler(|error, _| failure(&error, form::<C>).into())
}

/// The failure of an error that an extractor of actix-web's own gave; `None` for any other.
pub(super) fn failure_of_extractor<C: Code>(error: &Error) -> Option<Failure<C>> {
    None.or_else(|| Some(failure(error.as_error()?, json)))
        .or_else(|| Some(failure(error.as_error()?, query)))
        .or_else(|| Some(failure(error.as_error()?, path)))
        .or_else(|| Some(failure(error.as_error()?, form)))
        .or_else(|| Some(failure(error.as_error()?, payload_failure)))
}

/// The error itself is for the log, and only its text can go there: not every one may change threads.
fn failure<E: ResponseError, C: Code>(error: &E, read: fn(&E) -> Failure<C>) -> Failure<C> {
    read(error).with_source(error.to_string())
}

fn json<C: Code>(error: &JsonPayloadError) -> Failure<C> {
    match error {
        JsonPayloadError::OverflowKnownLength { limit, .. } | JsonPayloadError::Overflow { limit } => {
            too_large(*limit)
        }
        JsonPayloadError::ContentType => wrong_type("the body is not `application/json`"),
        JsonPayloadError::Deserialize(error) => mistake::json(error),
        JsonPayloadError::Payload(error) => payload_failure(error),
        _ => Failure::from_http(HttpKind::Internal, 500),
    }
}

fn query<C: Code>(error: &QueryPayloadError) -> Failure<C> {
    match error {
        QueryPayloadError::Deserialize(error) => unparsed(HttpKind::InvalidQuery, error),
        _ => mistake::wrong_query(),
    }
}

fn path<C: Code>(error: &PathError) -> Failure<C> {
    match error {
        PathError::Deserialize(error) => unparsed(HttpKind::InvalidPath, error),
        _ => mistake::wrong_path(),
    }
}

fn form<C: Code>(error: &UrlencodedError) -> Failure<C> {
    match error {
        UrlencodedError::Overflow { limit, .. } => too_large(*limit),
        UrlencodedError::ContentType => wrong_type("the body is not `application/x-www-form-urlencoded`"),
        UrlencodedError::Parse(error) => unparsed(HttpKind::InvalidData, error),
        UrlencodedError::Payload(error) => payload_failure(error),
        UrlencodedError::Chunked | UrlencodedError::UnknownLength => no_length(),
        UrlencodedError::Encoding => {
            mistake::described(HttpKind::BadRequest, "the body is not in its charset")
        }
        _ => Failure::from_http(HttpKind::Internal, 500),
    }
}

fn too_large<C: Code>(limit: usize) -> Failure<C> {
    mistake::described(HttpKind::PayloadTooLarge, format!("the body is longer than {limit} bytes"))
}

fn wrong_type<C: Code>(text: &'static str) -> Failure<C> {
    mistake::described(HttpKind::UnsupportedMediaType, text)
}
