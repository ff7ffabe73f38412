//! What can go wrong with feeds.

use errcat::Coded;
use thiserror::Error;

use super::RESULTS;
use crate::ErrorCode;
use crate::extract::{TooLong, UnknownZone};
use crate::store::StoreError;

/// Why no entries were read.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum ReadError {
    #[error("a request reads at most {RESULTS} results")]
    #[coded(OverLimit, expose)]
    TooManyResults,

    #[error(transparent)]
    #[coded(transparent)]
    UnknownZone(#[from] UnknownZone),

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}

/// Why an entry was not written.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum WriteError {
    #[error(transparent)]
    #[coded(transparent)]
    Entry(#[from] EntryError),

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}

/// What is wrong with an entry.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum EntryError {
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

    #[error(transparent)]
    #[coded(transparent)]
    TooLong(#[from] TooLong),
}
