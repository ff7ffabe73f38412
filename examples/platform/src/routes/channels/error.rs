//! What can go wrong with channels and what belongs to them.

use errcat::Coded;
use thiserror::Error;

use super::{MOST, PRICE};
use crate::ErrorCode;
use crate::store::StoreError;

/// Why something about a channel was not done.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
pub(crate) enum ChannelError {
    #[error("a channel costs {PRICE}")]
    #[coded(LowBalance, expose)]
    LowBalance,

    /// Of what there are too many: "channels of an account".
    #[error("at most {MOST} {0}")]
    #[coded(OverLimit, expose)]
    TooMany(&'static str),

    #[error(transparent)]
    #[coded(transparent)]
    Store(#[from] StoreError),
}
