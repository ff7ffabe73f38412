//! The database: one `SQLite` file, connections that take turns, and a transaction for every use of it.

mod error;
mod file;
mod seed;
mod transaction;

use std::convert::Infallible;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout_at};

pub(crate) use self::error::StoreError;
use self::file::File;
pub(crate) use self::transaction::Transaction;
use crate::turns::Turns;

/// How long a request waits: for its turn and for another process that writes to the file, both together.
const WAIT: Duration = Duration::from_secs(5);
/// How long a database that cannot be used may go unnoticed.
const BETWEEN_CHECKS: Duration = Duration::from_secs(2);
/// How many may read at once. None of them waits for who writes.
const READERS: usize = 4;
/// The schema's version, as the file keeps it. A new file has 0.
const VERSION: i64 = 1;

/// The database, shared by all requests. The last use of it closes the file; what `SQLite` kept beside it goes into it.
pub(crate) struct Store {
    readers: Turns<Connection>,
    writer: Turns<Connection>,
    file: Arc<File>,
}

impl Store {
    /// Opens the file, and makes what a new one lacks.
    pub(crate) async fn open(path: PathBuf) -> Result<Self, StoreError> {
        spawn_blocking(move || connect(&path).map_err(|source| StoreError::Open { path, source })).await?
    }

    /// Runs what only reads.
    pub(crate) async fn read<T: Send + 'static, E: From<StoreError> + Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        self.transact(&self.readers, TransactionBehavior::Deferred, work).await
    }

    /// Runs what writes: all of it is kept, or, where it fails, nothing.
    pub(crate) async fn write<T: Send + 'static, E: From<StoreError> + Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        let done = self.transact(&self.writer, TransactionBehavior::Immediate, work).await?;
        // What is kept in a file that nobody finds any more is lost.
        self.file.check()?;
        self.file.works();
        Ok(done)
    }

    /// Writes what is there already: fails where nothing can be kept.
    pub(crate) async fn check(&self) -> Result<(), StoreError> {
        self.write(set_version).await
    }

    /// Looks after the database while nobody asks for anything: what is wrong with it is logged.
    pub(crate) async fn watch(&self) -> Infallible {
        loop {
            sleep(BETWEEN_CHECKS).await;
            self.check().await.ok();
        }
    }

    /// A client that goes away takes its place in the queue with it, but not the work that has begun.
    async fn transact<T: Send + 'static, E: From<StoreError> + Send + 'static>(
        &self,
        connections: &Turns<Connection>,
        behavior: TransactionBehavior,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        let deadline = Instant::now() + WAIT;
        let turn = timeout_at(deadline.into(), connections.next()).await.map_err(|_| StoreError::Busy)?;
        let file = Arc::clone(&self.file);
        let work = move |connection: &mut Connection| {
            file.check()?;
            let left = deadline.saturating_duration_since(Instant::now());
            connection.busy_timeout(left).map_err(|error| file.failure("busy_timeout", error))?;
            let transaction = Transaction::begin(connection, &file, behavior)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        connections.work(turn, work).await.map_err(StoreError::from)?
    }
}

fn connect(path: &Path) -> Result<Store, Box<dyn Error + Send + Sync>> {
    // So that `:memory:` is the name of a file as well.
    let path = std::path::absolute(path)?;
    let mut writer = open(&path)?;
    let file = Arc::new(File::at(path.clone())?);
    prepare(&mut writer, &file)?;
    let readers = (0..READERS).map(|_| open(&path)).collect::<Result<Vec<_>, _>>()?;
    Ok(Store { readers: Turns::new(readers), writer: Turns::new([writer]), file })
}

/// A path, and not a URL.
fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::default() - OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(WAIT)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    // Opens what lies beside the file as well: later there may be no descriptor for it.
    connection.query_row("SELECT count(*) FROM sqlite_schema", (), |_| Ok(()))?;
    Ok(connection)
}

fn set_version(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    transaction.batch(&format!("PRAGMA user_version = {VERSION}"))
}

/// Schema and seed in one transaction: a first start that is cut short leaves a file that is still new.
fn prepare(connection: &mut Connection, file: &File) -> Result<(), Box<dyn Error + Send + Sync>> {
    let transaction = Transaction::begin(connection, file, TransactionBehavior::Immediate)?;
    match transaction.row("PRAGMA user_version", (), |row| row.get(0))? {
        0 => {
            transaction.batch(include_str!("store/schema.sql"))?;
            seed::plant(&transaction)?;
            set_version(&transaction)?;
        }
        VERSION => {}
        other => return Err(format!("its schema is version {other}, this server knows {VERSION}").into()),
    }
    Ok(transaction.commit()?)
}
