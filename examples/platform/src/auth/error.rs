//! Why somebody is not let in: a set of codes for each extractor.

use errcat::Coded;
use thiserror::Error;

use crate::ErrorCode;
use crate::column::Id;
use crate::extract::QueryRejection;
use crate::limit::TooFast;
use crate::store::StoreError;

/// Why nobody looked at what a key opens, whatever kind of key it is.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum KeyError {
    #[error(transparent)]
    #[coded(transparent)]
    Query(#[from] QueryRejection),

    #[error("{0} is missing")]
    #[coded(MissingData, expose)]
    NoKey(&'static str),

    #[error(transparent)]
    #[coded(transparent)]
    TooFast(#[from] TooFast),

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}

/// Why a request opens no account.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum AccountRejection {
    #[error(transparent)]
    #[coded(transparent)]
    Key(#[from] KeyError),

    #[error("account_key, or token_id is not correct")]
    #[coded(PermissionDeniedForceLogOff, expose)]
    WrongKey,

    #[error(transparent)]
    #[coded(transparent)]
    Unverified(#[from] Unverified),
}

/// Why a channel of the path is not the account's.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum OwnerRejection {
    #[error(transparent)]
    #[coded(transparent)]
    Account(#[from] AccountRejection),

    #[error(transparent)]
    #[coded(transparent)]
    NoChannel(#[from] NoChannel),

    /// Answered like [`NoChannel`], so that nobody learns which channels there are.
    #[error("account {account} has no channel {channel}")]
    #[coded(InvalidChannelId)]
    OthersChannel { account: Id, channel: Id },

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}

/// Why nothing may be written to a channel of the path.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum WriterRejection {
    #[error(transparent)]
    #[coded(transparent)]
    Key(#[from] KeyError),

    #[error(transparent)]
    #[coded(transparent)]
    NoChannel(#[from] NoChannel),

    #[error("the api_key does not open the channel")]
    #[coded(InvalidApiKey)]
    WrongKey,
}

/// Why nothing may be read from a channel of the path.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum ReaderRejection {
    #[error(transparent)]
    #[coded(transparent)]
    Owner(#[from] OwnerRejection),

    #[error(transparent)]
    #[coded(transparent)]
    Key(#[from] KeyError),

    #[error(transparent)]
    #[coded(transparent)]
    NoChannel(#[from] NoChannel),

    #[error("the read_key does not open the channel")]
    #[coded(InvalidReadKey)]
    WrongKey,
}

#[derive(Debug, Error, Coded)]
#[error("the path names no channel")]
#[coded(ErrorCode)]
#[coded(InvalidChannelId)]
pub(crate) struct NoChannel;

#[derive(Debug, Error, Coded)]
#[error("account {0} has not been verified")]
#[coded(ErrorCode)]
#[coded(AccountRequireVerify)]
pub(crate) struct Unverified(pub(crate) Id);

/// The request came with a token.
#[derive(Debug, Error, Coded)]
#[error("this needs the account_key")]
#[coded(ErrorCode)]
#[coded(PermissionDeniedForceLogOff, expose)]
pub(crate) struct TokenOnly;

/// The system has no random numbers to make a key of.
#[derive(Debug, Error, Coded)]
#[error("no random numbers")]
#[coded(ErrorCode)]
#[coded(InternalError)]
pub(crate) struct NoRandomness(#[from] getrandom::Error);
