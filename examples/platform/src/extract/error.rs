//! What can be wrong with a request before anybody looks at what it asks for: its body, or one member.

use axum::extract::rejection::BytesRejection;
use errcat::Coded;
use thiserror::Error;

use super::BODY;
use crate::ErrorCode;

/// What is wrong with a request. Most of it is `expose`: the client's mistake is told in the error's own words.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum RequestError {
    #[error("the body did not arrive in time")]
    #[coded(MissingData, expose)]
    LateBody,

    #[error("the body broke off")]
    #[coded(InvalidFormat, expose)]
    BrokenBody(#[source] axum::Error),

    #[error("the body is longer than {BODY} bytes")]
    #[coded(OverLimit, expose)]
    LongBody,

    #[error("the body cannot be read")]
    #[coded(InvalidFormat)]
    UnreadBody(#[from] BytesRejection),

    #[error("the request has no body")]
    #[coded(MissingData, expose)]
    NoBody,

    #[error("invalid json input")]
    #[coded(InvalidJsonFormat, expose)]
    NotJson(#[source] serde_json::Error),

    #[error("the body is not a JSON object")]
    #[coded(InvalidFormat, expose)]
    NotAnObject,

    #[error(transparent)]
    #[coded(InvalidFormat, expose)]
    Member(#[from] serde_path_to_error::Error<serde_json::Error>),

    #[error("{0} is missing")]
    #[coded(MissingData, expose)]
    Missing(&'static str),

    #[error("{0} has a control character")]
    #[coded(InvalidFieldValue, expose)]
    ControlCharacter(&'static str),

    #[error("{member} is longer than {most} bytes")]
    #[coded(FieldLengthOverLimit, expose)]
    TooLong { member: &'static str, most: usize },

    #[error("there is no such time zone")]
    #[coded(InvalidTimezone)]
    UnknownZone(#[source] jiff::Error),
}
