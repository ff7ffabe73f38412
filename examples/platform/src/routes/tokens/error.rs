//! What can go wrong with tokens.

use errcat::Coded;
use thiserror::Error;

use super::TOKEN_MAX;
use crate::ErrorCode;
use crate::auth::{NoRandomness, TokenOnly, Unverified};
use crate::column::Id;
use crate::extract::TextError;
use crate::limit::TooFast;
use crate::password::PasswordError;
use crate::store::StoreError;

/// Why nobody was logged in.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum LoginError {
    #[error(transparent)]
    #[coded(transparent)]
    Text(#[from] TextError),

    #[error(transparent)]
    #[coded(transparent)]
    TooFast(#[from] TooFast),

    #[error(transparent)]
    #[coded(transparent)]
    Password(#[from] PasswordError),

    /// The log tells a wrong name from a wrong password; the client is not told.
    #[error("wrong password for account {0}")]
    #[coded(WrongPassword)]
    WrongPassword(Id),

    #[error("nobody has this name")]
    #[coded(WrongPassword)]
    WrongName,

    #[error(transparent)]
    #[coded(transparent)]
    Unverified(#[from] Unverified),

    #[error(transparent)]
    #[coded(transparent)]
    Keep(#[from] KeepError),

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}

/// Why a token was not made.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum TokenError {
    #[error("a token lives for at most {TOKEN_MAX} seconds")]
    #[coded(OverLimit, expose)]
    LongToken,

    #[error(transparent)]
    #[coded(transparent)]
    TokenOnly(#[from] TokenOnly),

    #[error(transparent)]
    #[coded(transparent)]
    Keep(#[from] KeepError),
}

/// Why a token was not kept.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum KeepError {
    #[error(transparent)]
    #[coded(transparent)]
    NoRandomness(#[from] NoRandomness),

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}
