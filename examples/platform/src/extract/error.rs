//! What can be wrong with a request before anybody looks at what it asks for: its query, its body, or one member.
//!
//! Most of it is `expose`: the client's mistake is told in the error's own words.

use axum::extract::rejection::BytesRejection;
use errcat::Coded;
use thiserror::Error;

use super::BODY;
use crate::ErrorCode;
use crate::error_code::Failure;

/// Why a request did not arrive whole. Each path answers so, since nobody has looked at the path yet.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum ArrivalError {
    #[error("the body did not arrive in time")]
    #[coded(MissingData, expose)]
    Late,

    #[error("the body broke off")]
    #[coded(InvalidFormat, expose)]
    BrokenOff(#[source] axum::Error),

    #[error("the body is longer than {BODY} bytes")]
    #[coded(OverLimit, expose)]
    TooLong,
}

/// Why a query is not the one that the route reads. errcat finds the mistake, and writes the text.
#[derive(Debug, Error, Coded)]
#[error("{0}")]
#[coded(ErrorCode)]
#[coded(InvalidFormat, expose)]
pub(crate) struct QueryRejection(String);

impl From<Failure> for QueryRejection {
    fn from(failure: Failure) -> Self {
        Self(failure.description().to_owned())
    }
}

/// Why a body is not the JSON object that the route reads.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum JsonRejection {
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
}

/// What is wrong with a member that has to be a text.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum TextError {
    #[error(transparent)]
    #[coded(transparent)]
    Missing(#[from] Missing),

    #[error("{0} has a control character")]
    #[coded(InvalidFieldValue, expose)]
    ControlCharacter(&'static str),

    #[error(transparent)]
    #[coded(transparent)]
    TooLong(#[from] TooLong),
}

#[derive(Debug, Error, Coded)]
#[error("{0} is missing")]
#[coded(ErrorCode)]
#[coded(MissingData, expose)]
pub(crate) struct Missing(pub(crate) &'static str);

#[derive(Debug, Error, Coded)]
#[error("{member} is longer than {most} bytes")]
#[coded(ErrorCode)]
#[coded(FieldLengthOverLimit, expose)]
pub(crate) struct TooLong {
    pub(super) member: &'static str,
    pub(super) most: usize,
}

#[derive(Debug, Error, Coded)]
#[error("there is no such time zone")]
#[coded(ErrorCode)]
#[coded(InvalidTimezone)]
pub(crate) struct UnknownZone(#[source] pub(super) jiff::Error);
