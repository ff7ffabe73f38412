//! What can go wrong with channels and what belongs to them.

use errcat::Coded;
use thiserror::Error;

use super::{MOST, PRICE};
use crate::ErrorCode;
use crate::auth::NoRandomness;
use crate::extract::TextError;
use crate::store::StoreError;

/// Why a channel was not made.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum CreateError {
    #[error(transparent)]
    #[coded(transparent)]
    Text(#[from] TextError),

    #[error(transparent)]
    #[coded(transparent)]
    Limit(#[from] LimitError),

    #[error("a channel costs {PRICE}")]
    #[coded(LowBalance, expose)]
    LowBalance,

    #[error(transparent)]
    #[coded(transparent)]
    NoRandomness(#[from] NoRandomness),

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}

/// Why a read key was not made.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum ReadKeyError {
    #[error(transparent)]
    #[coded(transparent)]
    Limit(#[from] LimitError),

    #[error(transparent)]
    #[coded(transparent)]
    NoRandomness(#[from] NoRandomness),

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}

/// Why there may not be one more of anything that is counted.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum LimitError {
    /// Of what there are too many: "channels of an account".
    #[error("at most {MOST} {0}")]
    #[coded(OverLimit, expose)]
    TooMany(&'static str),

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}
