//! The database: a fixed number of connections, and a transaction for each use.

use std::fs::{Metadata, metadata};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::time::timeout_at;

use super::error::Error;
use super::turns::Turns;

/// How long a request waits in all, for a connection and for other processes that write to the file.
const WAIT: Duration = Duration::from_secs(5);
/// How many requests can read at the same time. They do not wait for a request that writes.
const READERS: usize = 4;

#[derive(Clone)]
pub(super) struct Store(Arc<Database>);

struct Database {
    readers: Turns<Connection>,
    writer: Turns<Connection>,
    path: PathBuf,
    opened: Metadata,
}

impl Database {
    /// Fails if the file was removed or replaced: then everything that is written to the open file is lost.
    fn check(&self) -> Result<(), Error> {
        let is_same = |found: Metadata| (found.dev(), found.ino()) == (self.opened.dev(), self.opened.ino());
        if metadata(&self.path).is_ok_and(is_same) { Ok(()) } else { Err(Error::Removed) }
    }
}

impl Store {
    pub(super) fn open(path: &Path) -> rusqlite::Result<Self> {
        let writer = connect(path)?;
        writer.pragma_update(None, "journal_mode", "wal")?;
        let readers = (0..READERS).map(|_| connect(path)).collect::<Result<Vec<_>, _>>()?;
        let opened = metadata(path).expect("the platform has made it");
        let path = path.to_owned();
        Ok(Self(Arc::new(Database {
            readers: Turns::new(readers),
            writer: Turns::new([writer]),
            path,
            opened,
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
        Ok(done)
    }

    async fn transact<T: Send + 'static>(
        &self,
        connections: &Turns<Connection>,
        behavior: TransactionBehavior,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let deadline = Instant::now() + WAIT;
        let turn = timeout_at(deadline.into(), connections.next()).await.map_err(|_| Error::Busy)?;
        let database = Arc::clone(&self.0);
        let work = move |connection: &mut Connection| {
            database.check()?;
            connection.busy_timeout(deadline.saturating_duration_since(Instant::now()))?;
            let transaction = connection.transaction_with_behavior(behavior)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        connections.work(turn, work).await?
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(WAIT)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}
