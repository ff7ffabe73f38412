//! The database: one `SQLite` file, one connection, and a transaction for every use of it.

mod error;
mod seed;
mod transaction;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

pub(crate) use self::error::StoreError;
pub(crate) use self::transaction::Transaction;

/// How long to wait for another process that has the file.
const BUSY: Duration = Duration::from_secs(5);
/// The schema's version, as the file keeps it. A new file has 0.
const VERSION: i64 = 1;

/// The database, shared by all requests.
#[derive(Clone)]
pub(crate) struct Store {
    /// None once it has been closed.
    database: Arc<Mutex<Option<Database>>>,
}

struct Database {
    connection: Connection,
    path: PathBuf,
}

impl Store {
    /// Opens the file, and makes what a new one lacks.
    pub(crate) async fn open(path: PathBuf) -> Result<Self, StoreError> {
        let database = spawn_blocking(move || match connect(&path) {
            Ok(connection) => Ok(Database { connection, path }),
            Err(source) => Err(StoreError::Open { path, source }),
        });
        Ok(Self { database: Arc::new(Mutex::new(Some(database.await??))) })
    }

    /// Runs what only reads.
    pub(crate) async fn read<T: Send + 'static, E: From<StoreError> + Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        self.transact(TransactionBehavior::Deferred, work).await
    }

    /// Runs what writes: all of it is kept, or, where it fails, nothing.
    pub(crate) async fn write<T: Send + 'static, E: From<StoreError> + Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        self.transact(TransactionBehavior::Immediate, work).await
    }

    /// Waits for the connection without a thread, and works on one that may block. A client that goes away does not
    /// take the work with it.
    async fn transact<T: Send + 'static, E: From<StoreError> + Send + 'static>(
        &self,
        behavior: TransactionBehavior,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        let mut database = Arc::clone(&self.database).lock_owned().await;
        let work = move || {
            let Database { connection, path } = database.as_mut().ok_or(StoreError::Closed)?;
            let transaction = Transaction::begin(connection, path, behavior)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        spawn_blocking(work).await.map_err(StoreError::from)?
    }

    /// Closes the file after the last use of it; what `SQLite` kept beside it goes into it.
    pub(crate) async fn close(&self) -> rusqlite::Result<()> {
        match self.database.lock().await.take() {
            Some(Database { connection, .. }) => connection.close().map_err(|(_, error)| error),
            None => Ok(()),
        }
    }
}

fn connect(path: &Path) -> Result<Connection, Box<dyn Error + Send + Sync>> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    prepare(&mut connection, path)?;
    Ok(connection)
}

/// Schema and seed in one transaction: a first start that is cut short leaves a file that is still new.
fn prepare(connection: &mut Connection, path: &Path) -> Result<(), Box<dyn Error + Send + Sync>> {
    let transaction = Transaction::begin(connection, path, TransactionBehavior::Immediate)?;
    match transaction.row("PRAGMA user_version", (), |row| row.get(0))? {
        0 => {
            transaction.batch(include_str!("store/schema.sql"))?;
            seed::plant(&transaction)?;
            transaction.batch(&format!("PRAGMA user_version = {VERSION}"))?;
        }
        VERSION => {}
        other => return Err(format!("its schema is version {other}, this server knows {VERSION}").into()),
    }
    Ok(transaction.commit()?)
}
