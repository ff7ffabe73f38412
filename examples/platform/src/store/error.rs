//! What can go wrong in the database: all of it faults of the platform, for the log and for nobody else.

use std::error::Error;
use std::path::{Path, PathBuf};

use errcat::Coded;
use thiserror::Error;
use tokio::task::JoinError;

use crate::ErrorCode;

/// Why the database did not do its work. Its texts name files and statements, and no client ever sees them.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode, default = InternalError)]
pub(crate) enum StoreError {
    #[error("cannot open database `{path}`")]
    Open { path: PathBuf, source: Box<dyn Error + Send + Sync> },

    #[error("database `{path}` failed at `{sql}`")]
    Statement { path: PathBuf, sql: String, source: Box<rusqlite::Error> },

    #[error("the database has been closed")]
    Closed,

    #[error("the work in the database broke off")]
    BrokenOff(#[from] JoinError),
}

impl StoreError {
    pub(super) fn at(path: &Path, sql: &str, source: rusqlite::Error) -> Self {
        Self::Statement { path: path.to_owned(), sql: sql.to_owned(), source: Box::new(source) }
    }
}
