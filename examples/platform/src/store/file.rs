//! The database's file: whether it is still the one that was opened, and whether it works.

use std::fs::{Metadata, metadata};
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::ErrorCode::{
    CannotOpen, DatabaseBusy, DatabaseCorrupt, DiskFull, NotADatabase, ReadOnly, SystemIoFailure,
};

use super::StoreError;

pub(super) struct File {
    path: PathBuf,
    opened: Metadata,
    /// Whether a use of it has failed, and nothing has been written since.
    is_lost: AtomicBool,
}

impl File {
    /// The file at this path as it is now.
    pub(super) fn at(path: PathBuf) -> io::Result<Self> {
        Ok(Self { opened: metadata(&path)?, path, is_lost: AtomicBool::new(false) })
    }

    /// Fails where the path leads to no file, or to another: what is written to the open one would be lost.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        let is_there = metadata(&self.path).is_ok_and(|found| is_same(&found, &self.opened));
        if is_there { Ok(()) } else { Err(self.unusable("it has been removed or replaced".to_owned())) }
    }

    /// Notes that something has been written.
    pub(super) fn works(&self) {
        if self.is_lost.swap(false, Ordering::Relaxed) {
            tracing::info!("database `{}` can be used again", self.path.display());
        }
    }

    /// What a statement's failure is to who asked.
    pub(super) fn failure(&self, sql: &str, source: rusqlite::Error) -> StoreError {
        match source.sqlite_error_code() {
            Some(DatabaseBusy) => self.lost(StoreError::Busy),
            Some(ReadOnly | SystemIoFailure | DatabaseCorrupt | DiskFull | CannotOpen | NotADatabase) => {
                self.unusable(source.to_string())
            }
            _ => {
                let path = self.path.clone();
                StoreError::Statement { path, sql: sql.to_owned(), source: Box::new(source) }
            }
        }
    }

    fn unusable(&self, reason: String) -> StoreError {
        self.lost(StoreError::Unusable { path: self.path.clone(), reason })
    }

    /// Logged once, and not with each request that it fails.
    fn lost(&self, error: StoreError) -> StoreError {
        if !self.is_lost.swap(true, Ordering::Relaxed) {
            tracing::error!("{error}");
        }
        error
    }
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Windows lets nobody take away a file that is open.
#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> bool {
    true
}
