//! Why somebody is not let in.

use errcat::Coded;
use thiserror::Error;

use crate::ErrorCode;
use crate::column::Id;
use crate::extract::RequestError;
use crate::limit::TooFast;
use crate::store::StoreError;

/// Why a key does not open what the request asks for.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum AccessError {
    #[error("{0} is missing")]
    #[coded(MissingData, expose)]
    NoKey(&'static str),

    #[error("account_key, or token_id is not correct")]
    #[coded(PermissionDeniedForceLogOff, expose)]
    AccountKey,

    #[error("this needs the account_key")]
    #[coded(PermissionDeniedForceLogOff, expose)]
    TokenOnly,

    #[error("the api_key does not open the channel")]
    #[coded(InvalidApiKey)]
    WriteKey,

    #[error("the read_key does not open the channel")]
    #[coded(InvalidReadKey)]
    ReadKey,

    #[error("account {0} has not been verified")]
    #[coded(AccountRequireVerify)]
    Unverified(Id),

    #[error("the path names no channel")]
    #[coded(InvalidChannelId)]
    NoChannel,

    /// Answered like [`NoChannel`](Self::NoChannel), so that nobody learns which channels there are.
    #[error("account {account} has no channel {channel}")]
    #[coded(InvalidChannelId)]
    OthersChannel { account: Id, channel: Id },

    #[error(transparent)]
    #[coded(transparent)]
    TooFast(#[from] TooFast),

    #[error(transparent)]
    #[coded(transparent)]
    Request(#[from] RequestError),

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}

/// The system has no random numbers to make a key of.
#[derive(Debug, Error, Coded)]
#[error("no random numbers")]
#[coded(ErrorCode)]
#[coded(InternalError)]
pub(crate) struct NoRandomness(#[from] getrandom::Error);
