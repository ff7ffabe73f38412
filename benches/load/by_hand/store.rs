//! The database: a fixed number of connections, and a transaction for each use.

use std::fs::{Metadata, metadata};
use std::future::Future;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::task_local;
use tokio::time::timeout_at;

use super::error::Error;
use super::turns::Turns;

/// How long a request waits in all, for a connection and for other processes that use the file.
const WAIT: Duration = Duration::from_secs(5);
/// How long work that has begun by then may continue.
const MARGIN: Duration = Duration::from_millis(500);
/// How many requests can read at the same time. They do not wait for a request that writes.
const READERS: usize = 4;

task_local! {
    /// When the request that runs here stops waiting.
    static DEADLINE: Instant;
}

/// Runs a request: all that it does in the database has one deadline.
pub(super) fn within_deadline<F: Future>(request: F) -> impl Future<Output = F::Output> {
    DEADLINE.scope(Instant::now() + WAIT, request)
}

#[derive(Clone)]
pub(super) struct Store(Arc<Database>);

struct Database {
    readers: Turns<Connection>,
    writer: Turns<Connection>,
    /// The file, and what `SQLite` keeps beside it.
    opened: [(PathBuf, Metadata); 3],
    /// What the platform keeps of failures: no load comes to one.
    is_damaged: Mutex<bool>,
}

impl Database {
    /// Fails if a file was removed or replaced: then everything that is written to the open file is lost.
    fn check(&self) -> Result<(), Error> {
        let is_there = |(path, opened): &(PathBuf, Metadata)| {
            let is_same = |found: Metadata| (found.dev(), found.ino()) == (opened.dev(), opened.ino());
            metadata(path).is_ok_and(is_same)
        };
        if !self.is_damaged() && self.opened.iter().all(is_there) { Ok(()) } else { Err(Error::Removed) }
    }

    fn is_damaged(&self) -> bool {
        *self.is_damaged.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    pub(super) fn open(path: &Path) -> rusqlite::Result<Self> {
        let writer = connect(path)?;
        writer.pragma_update(None, "journal_mode", "wal")?;
        let readers = (0..READERS).map(|_| connect(path)).collect::<Result<Vec<_>, _>>()?;
        // Makes what lies beside the file.
        writer.query_row("SELECT count(*) FROM sqlite_schema", (), |_| Ok(()))?;
        let opened = ["", "-wal", "-shm"].map(|suffix| {
            let path = PathBuf::from(format!("{}{suffix}", path.display()));
            let opened = metadata(&path).expect("the platform has made it");
            (path, opened)
        });
        Ok(Self(Arc::new(Database {
            readers: Turns::new(readers),
            writer: Turns::new([writer]),
            opened,
            is_damaged: Mutex::new(false),
        })))
    }

    /// Runs work that only reads.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.transact(&self.0.readers, TransactionBehavior::Deferred, work).await
    }

    /// Runs work that writes. If it fails, nothing is kept.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let done = self.transact(&self.0.writer, TransactionBehavior::Immediate, work).await?;
        self.0.check()?;
        // As the platform looks whether the file works again.
        self.0.is_damaged();
        Ok(done)
    }

    async fn transact<T: Send + 'static>(
        &self,
        connections: &Turns<Connection>,
        behavior: TransactionBehavior,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let deadline = DEADLINE.try_with(|deadline| *deadline).unwrap_or_else(|_| Instant::now() + WAIT);
        let turn = timeout_at(deadline.into(), connections.next()).await.map_err(|_| Error::Busy)?;
        let database = Arc::clone(&self.0);
        let work = move |connection: &mut Connection| {
            database.check()?;
            connection.busy_timeout(deadline.saturating_duration_since(Instant::now()))?;
            let transaction = connection.transaction_with_behavior(behavior)?;
            let done = work(&transaction)?;
            if Instant::now() > deadline + MARGIN {
                return Err(Error::Busy);
            }
            transaction.commit()?;
            Ok(done)
        };
        let done = timeout_at((deadline + MARGIN).into(), connections.work(turn, work)).await;
        done.map_err(|_| Error::Busy)??
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(WAIT)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}
