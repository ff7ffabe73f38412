//! What can go wrong in the database: none of it a client's mistake, and its texts are for the log only.

use std::error::Error;
use std::path::PathBuf;

use errcat::Coded;
use thiserror::Error;
use tokio::task::JoinError;

use super::WAIT;
use crate::ErrorCode;

/// Why the database did not do its work. The texts name files and statements; no client sees them.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode, default = InternalError)]
pub(crate) enum StoreError {
    #[error("the database has been busy for {WAIT:?}")]
    #[coded(ServiceUnavailable)]
    Busy,

    #[error(transparent)]
    #[coded(transparent)]
    Unusable(#[from] Unusable),

    #[error("cannot open database `{path}`")]
    Open { path: PathBuf, source: Box<dyn Error + Send + Sync> },

    #[error("database `{path}` failed at `{sql}`")]
    Statement { path: PathBuf, sql: String, source: Box<rusqlite::Error> },

    #[error("the work in the database broke off")]
    BrokenOff(#[from] JoinError),
}

/// The database is not where it was, or does not work.
#[derive(Debug, Error, Coded)]
#[error("database `{path}` cannot be used: {reason}")]
#[coded(ErrorCode)]
#[coded(ServiceUnavailable)]
pub(crate) struct Unusable {
    pub(super) path: PathBuf,
    pub(super) reason: String,
}
