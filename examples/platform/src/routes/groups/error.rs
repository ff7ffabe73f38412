//! What can go wrong with groups.

use errcat::Coded;
use thiserror::Error;

use crate::ErrorCode;
use crate::auth::OwnerRejection;
use crate::extract::TextError;
use crate::routes::channels::LimitError;
use crate::store::StoreError;

/// Why a group was not made.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum CreateError {
    #[error(transparent)]
    #[coded(transparent)]
    Text(#[from] TextError),

    #[error(transparent)]
    #[coded(transparent)]
    Limit(#[from] LimitError),

    #[error("the name is another group's")]
    #[coded(GroupNameExist)]
    NameTaken,

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}

/// Why a path does not name a group and a channel of the account.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum MemberRejection {
    #[error(transparent)]
    #[coded(transparent)]
    Owner(#[from] OwnerRejection),

    #[error("there is no such group")]
    #[coded(NotFound, expose)]
    NoGroup,

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}
