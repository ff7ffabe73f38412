//! What can go wrong with commands.

use errcat::Coded;
use thiserror::Error;

use crate::ErrorCode;
use crate::extract::TextError;
use crate::routes::channels::LimitError;
use crate::store::StoreError;

/// Why a command was not queued.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum CreateError {
    #[error(transparent)]
    #[coded(transparent)]
    Text(#[from] TextError),

    #[error(transparent)]
    #[coded(transparent)]
    Limit(#[from] LimitError),

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}
