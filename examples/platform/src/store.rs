//! The database: one `SQLite` file, connections that take turns, and a transaction for every use of it.

mod error;
mod file;
mod seed;
mod transaction;

use std::convert::Infallible;
use std::error::Error;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use tokio::task::spawn_blocking;
use tokio::task_local;
use tokio::time::{sleep, timeout_at};

pub(crate) use self::error::{StoreError, Unusable};
use self::file::File;
pub(crate) use self::transaction::Transaction;
use crate::turns::Turns;

/// How long a request waits: for its turns and for other processes that use the file, all together.
const WAIT: Duration = Duration::from_secs(5);
/// How long what has begun by then may go on: `SQLite` waits for some locks by a clock of its own.
const MARGIN: Duration = Duration::from_millis(500);
/// How long a database that cannot be used may go unnoticed.
const BETWEEN_CHECKS: Duration = Duration::from_secs(2);
/// How many may read at once. None of them waits for who writes.
const READERS: usize = 4;
/// The schema's version, as the file keeps it. A new file has 0.
const VERSION: i64 = 1;

task_local! {
    /// When the request that runs here stops waiting.
    static DEADLINE: Instant;
}

/// Runs a request: all that it does in the database has one deadline.
pub(crate) fn within_deadline<F: Future>(request: F) -> impl Future<Output = F::Output> {
    DEADLINE.scope(Instant::now() + WAIT, request)
}

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
        self.file.check().map_err(StoreError::from)?;
        self.file.works();
        Ok(done)
    }

    /// Whether the last use of it has worked. Nothing is written for that: [`watch`](Self::watch) does so.
    pub(crate) fn ready(&self) -> Result<(), Unusable> {
        self.file.ready()
    }

    /// Writes what is there already from time to time: what is wrong is noticed and logged even if nobody asks.
    pub(crate) async fn watch(&self) -> Infallible {
        loop {
            sleep(BETWEEN_CHECKS).await;
            self.write(set_version).await.ok();
        }
    }

    /// A client that goes away takes its place in the queue with it, but not the work that has begun.
    async fn transact<T: Send + 'static, E: From<StoreError> + Send + 'static>(
        &self,
        connections: &Turns<Connection>,
        behavior: TransactionBehavior,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        let deadline = DEADLINE.try_with(|deadline| *deadline).unwrap_or_else(|_| Instant::now() + WAIT);
        let turn = timeout_at(deadline.into(), connections.next()).await.map_err(|_| self.file.busy())?;
        let file = Arc::clone(&self.file);
        let work = move |connection: &mut Connection| {
            file.check().map_err(StoreError::from)?;
            let left = deadline.saturating_duration_since(Instant::now());
            connection.busy_timeout(left).map_err(|error| file.failure("busy_timeout", error))?;
            let transaction = Transaction::begin(connection, &file, behavior)?;
            let done = work(&transaction)?;
            if Instant::now() > deadline + MARGIN {
                Err(file.busy())?;
            }
            transaction.commit()?;
            Ok(done)
        };
        let done = timeout_at((deadline + MARGIN).into(), connections.work(turn, work)).await;
        done.map_err(|_| self.file.busy())?.map_err(StoreError::from)?
    }
}

fn connect(path: &Path) -> Result<Store, Box<dyn Error + Send + Sync>> {
    // So that `:memory:` is the name of a file as well.
    let path = std::path::absolute(path)?;
    let mut writer = open(&path)?;
    check_version(&writer)?;
    keep_log(&writer)?;
    // `SQLite` follows links: what lies beside the file lies beside the last of them.
    let path = path.canonicalize()?;
    let file = Arc::new(File::at(path.clone())?);
    prepare(&mut writer, &file)?;
    let readers = (0..READERS).map(|_| open(&path)).collect::<Result<Vec<_>, _>>()?;
    readers.iter().try_for_each(keep_log)?;
    Ok(Store { readers: Turns::new(readers), writer: Turns::new([writer]), file })
}

/// A path, and not a URL.
fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::default() - OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(WAIT)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}

/// Writes go to a log first, so that reads wait for none of them.
fn keep_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "wal")?;
    // Opens what lies beside the file as well: later there may be no descriptor for it.
    connection.query_row("SELECT count(*) FROM sqlite_schema", (), |_| Ok(()))
}

/// Fails for a file of another program or of another version of this one, before anything in it is changed.
fn check_version(connection: &Connection) -> Result<(), Box<dyn Error + Send + Sync>> {
    let sql = "SELECT user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_user_version";
    match connection.query_row(sql, (), |row| Ok((row.get(0)?, row.get(1)?)))? {
        (0, 0) | (VERSION, _) => Ok(()),
        (0, _) => Err("it is the database of another program".into()),
        (other, _) => Err(format!("its schema is version {other}, this server knows {VERSION}").into()),
    }
}

fn set_version(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    transaction.batch(&format!("PRAGMA user_version = {VERSION}"))
}

/// Schema and seed in one transaction: a first start that is cut short leaves a file that is still new.
fn prepare(connection: &mut Connection, file: &File) -> Result<(), Box<dyn Error + Send + Sync>> {
    let transaction = Transaction::begin(connection, file, TransactionBehavior::Immediate)?;
    let version: i64 = transaction.row("PRAGMA user_version", (), |row| row.get(0))?;
    if version == 0 {
        transaction.batch(include_str!("store/schema.sql"))?;
        seed::plant(&transaction)?;
        set_version(&transaction)?;
    }
    Ok(transaction.commit()?)
}
