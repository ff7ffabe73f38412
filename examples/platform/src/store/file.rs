//! The database's files: whether they are still those that were opened, and whether they work.

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
    /// The file, and what `SQLite` keeps beside it.
    opened: [(PathBuf, Metadata); 3],
    /// Whether a use of it has failed, and nothing has been written since.
    is_lost: AtomicBool,
}

impl File {
    /// The file at this path as it is now; it is open.
    pub(super) fn at(path: PathBuf) -> io::Result<Self> {
        let opened = |suffix| {
            let mut path = path.clone().into_os_string();
            path.push(suffix);
            let metadata = metadata(&path)?;
            Ok::<_, io::Error>((path.into(), metadata))
        };
        Ok(Self {
            opened: [opened("")?, opened("-wal")?, opened("-shm")?],
            path,
            is_lost: AtomicBool::new(false),
        })
    }

    /// Fails where a path leads to no file, or to another: what is written to the open one would be lost.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        let is_there =
            |(path, opened): &_| metadata::<&PathBuf>(path).is_ok_and(|found| is_same(&found, opened));
        match self.opened.iter().find(|file| !is_there(file)) {
            None => Ok(()),
            Some((path, _)) => {
                Err(self.unusable(format!("`{}` has been removed or replaced", path.display())))
            }
        }
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
