//! What can go wrong with feeds.

use errcat::Coded;
use thiserror::Error;

use super::RESULTS;
use crate::ErrorCode;
use crate::extract::RequestError;

/// Why an entry was not written, or none were read.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum FeedError {
    #[error("created_at is not a time like 2017-10-09T08:48:34Z")]
    #[coded(InvalidCreatedAt, expose)]
    NoTime,

    #[error("the entry has no field")]
    #[coded(MissingFieldData)]
    NoFields,

    #[error("{0} is no field: they are field1 to field10")]
    #[coded(InvalidFormat, expose)]
    UnknownField(String),

    #[error("{0} is neither a number nor a string")]
    #[coded(InvalidFieldValue, expose)]
    FieldValue(&'static str),

    #[error("a request reads at most {RESULTS} results")]
    #[coded(OverLimit, expose)]
    TooManyResults,

    #[error(transparent)]
    #[coded(transparent)]
    Request(#[from] RequestError),
}
