//! What can go wrong with accounts and their tokens.

use errcat::Coded;
use thiserror::Error;

use crate::ErrorCode;
use crate::column::Id;
use crate::extract::RequestError;
use crate::routes::tokens::TOKEN_MAX;
use crate::store::StoreError;

/// Why something about an account was not done.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum AccountError {
    #[error("username is taken")]
    #[coded(InvalidFieldValue, expose)]
    NameTaken,

    #[error("code is not correct, or has been used")]
    #[coded(InvalidFieldValue, expose)]
    WrongCode,

    #[error("settings is not json in a string")]
    #[coded(InvalidJsonFormat, expose)]
    SettingsNotJson(#[source] serde_json::Error),

    #[error("account {0} is linked to no WeChat account")]
    #[coded(OpenidNotBinded)]
    NotLinked(Id),

    #[error("openid is linked to another account")]
    #[coded(InvalidFieldValue, expose)]
    LinkedToAnother,

    /// The log tells a wrong name from a wrong password; the client is not told.
    #[error("wrong password for account {0}")]
    #[coded(WrongPassword)]
    WrongPassword(Id),

    #[error("nobody has this name")]
    #[coded(WrongPassword)]
    WrongName,

    #[error("a token lives for at most {TOKEN_MAX} seconds")]
    #[coded(OverLimit, expose)]
    LongToken,

    #[error(transparent)]
    #[coded(transparent)]
    Request(#[from] RequestError),

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}
