//! What can go wrong with accounts: a set of codes for each operation.

use errcat::Coded;
use thiserror::Error;

use crate::ErrorCode;
use crate::auth::NoRandomness;
use crate::column::Id;
use crate::extract::{Missing, TextError, TooLong, UnknownZone};
use crate::limit::TooFast;
use crate::password::PasswordError;
use crate::store::StoreError;

/// Why an account was not made.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum CreateError {
    #[error(transparent)]
    #[coded(transparent)]
    Text(#[from] TextError),

    #[error(transparent)]
    #[coded(transparent)]
    UnknownZone(#[from] UnknownZone),

    #[error("username is taken")]
    #[coded(InvalidFieldValue, expose)]
    NameTaken,

    #[error(transparent)]
    #[coded(transparent)]
    TooFast(#[from] TooFast),

    #[error(transparent)]
    #[coded(transparent)]
    Password(#[from] PasswordError),

    #[error(transparent)]
    #[coded(transparent)]
    NoRandomness(#[from] NoRandomness),

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}

/// Why an address was not verified.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum VerifyError {
    #[error(transparent)]
    #[coded(transparent)]
    Text(#[from] TextError),

    #[error("code is not correct, or has been used")]
    #[coded(InvalidFieldValue, expose)]
    WrongCode,

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}

/// Why settings were not kept.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum SetSettingsError {
    #[error(transparent)]
    #[coded(transparent)]
    Missing(#[from] Missing),

    #[error("settings is not json in a string")]
    #[coded(InvalidJsonFormat, expose)]
    NotJson(#[source] serde_json::Error),

    #[error(transparent)]
    #[coded(transparent)]
    TooLong(#[from] TooLong),

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}

/// Why no `openid` was shown.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum WechatError {
    #[error("account {0} is linked to no WeChat account")]
    #[coded(OpenidNotBinded)]
    NotLinked(Id),

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}

/// Why an `openid` was not linked.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum LinkWechatError {
    #[error(transparent)]
    #[coded(transparent)]
    Text(#[from] TextError),

    #[error("openid is linked to another account")]
    #[coded(InvalidFieldValue, expose)]
    LinkedToAnother,

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}
