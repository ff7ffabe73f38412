//! What can go wrong with groups.

use errcat::Coded;
use thiserror::Error;

use crate::ErrorCode;
use crate::routes::channels::ChannelError;
use crate::store::StoreError;

/// Why something about a group was not done.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum GroupError {
    #[error("the name is another group's")]
    #[coded(GroupNameExist)]
    NameTaken,

    #[error("there is no such group")]
    #[coded(NotFound, expose)]
    NoGroup,

    #[error(transparent)]
    #[coded(transparent)]
    Channel(#[from] ChannelError),

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}
