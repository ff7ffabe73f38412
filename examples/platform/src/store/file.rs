//! The database's files: whether they are still those that were opened, and whether they work.

use std::fmt;
use std::fs::{Metadata, metadata};
use std::io;
use std::mem::discriminant;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::ErrorCode::{
    CannotOpen, DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, FileLockingProtocolFailed,
    NotADatabase, OutOfMemory, PermissionDenied, ReadOnly, SystemIoFailure,
};
use rusqlite::ffi::SQLITE_IOERR_SHORT_READ;

use super::{StoreError, Unusable};

/// How long nothing may fail before a disk that was full, or failed, works again: small writes may fit where others do
/// not.
const QUIET: Duration = Duration::from_secs(10);

pub(super) struct File {
    path: PathBuf,
    /// The file, and what `SQLite` keeps beside it.
    opened: [(PathBuf, Metadata); 3],
    state: Mutex<State>,
}

/// What is known of the file; the worst comes last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Works,
    /// A use of it has failed. Over with the next write, but not before this time.
    Fails(Instant),
    /// What it holds is not what was written. Over with the process.
    Damaged,
}

impl File {
    /// Remembers the file at this path, which must be open.
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
            state: Mutex::new(State::Works),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fails where a path leads to no file, or to another: what is written to the open one would be lost. Fails as well
    /// where the file is damaged: what works still would make it worse.
    pub(super) fn check(&self) -> Result<(), Unusable> {
        if *self.state() == State::Damaged {
            return Err(self.unusable("it is damaged".to_owned()));
        }
        let is_there =
            |(path, opened): &_| metadata::<&PathBuf>(path).is_ok_and(|found| is_same(&found, opened));
        let Some((path, _)) = self.opened.iter().find(|file| !is_there(file)) else { return Ok(()) };
        let reason =
            format!("`{}` has been removed or replaced: put it back, or restart the server", path.display());
        Err(self.lost(State::Fails(Instant::now()), self.unusable(reason)))
    }

    /// Fails where the last use of it has.
    pub(super) fn ready(&self) -> Result<(), Unusable> {
        self.check()?;
        match *self.state() {
            State::Works => Ok(()),
            _ => Err(self.unusable("nothing has been written since it failed".to_owned())),
        }
    }

    /// Notes that something has been written.
    pub(super) fn works(&self) {
        let mut state = self.state();
        if matches!(*state, State::Fails(end) if end <= Instant::now()) {
            *state = State::Works;
            tracing::info!("database `{}` can be used again", self.path.display());
        }
    }

    /// What a statement's failure is to who asked.
    pub(super) fn failure(&self, sql: &str, source: rusqlite::Error) -> StoreError {
        match source.sqlite_error().map(|error| (error.code, error.extended_code)) {
            Some((DatabaseBusy | DatabaseLocked | FileLockingProtocolFailed, _)) => self.busy(),
            Some((DatabaseCorrupt | NotADatabase, _) | (SystemIoFailure, SQLITE_IOERR_SHORT_READ)) => {
                let reason = format!("{source}: restore it, and restart the server");
                self.lost(State::Damaged, self.unusable(reason)).into()
            }
            Some((
                CannotOpen | DiskFull | OutOfMemory | PermissionDenied | ReadOnly | SystemIoFailure,
                _,
            )) => {
                let end = Instant::now() + QUIET;
                self.lost(State::Fails(end), self.unusable(source.to_string())).into()
            }
            _ => {
                let path = self.path.clone();
                StoreError::Statement { path, sql: sql.to_owned(), source: Box::new(source) }
            }
        }
    }

    /// Notes that somebody has waited for too long.
    pub(super) fn busy(&self) -> StoreError {
        self.lost(State::Fails(Instant::now()), StoreError::Busy)
    }

    fn unusable(&self, reason: String) -> Unusable {
        Unusable { path: self.path.clone(), reason }
    }

    /// Logged once, and not with each request that it fails.
    fn lost<E: fmt::Display>(&self, to: State, error: E) -> E {
        let mut state = self.state();
        let worst = to.max(*state);
        if discriminant(&worst) != discriminant(&*state) {
            tracing::error!("{error}");
        }
        *state = worst;
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
