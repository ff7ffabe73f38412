//! The database: one `SQLite` file, one connection, and a transaction for every use of it.

mod seed;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use errcat::OrFail;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use crate::ErrorCode;
use crate::error_code::Failure;

/// How long to wait for another process that has the file.
const BUSY: Duration = Duration::from_secs(5);
/// The schema's version, as the file keeps it. A new file has 0.
const VERSION: i64 = 1;

/// The database, shared by all requests. There is no connection once it has been closed.
#[derive(Clone)]
pub(crate) struct Store(Arc<Mutex<Option<Connection>>>);

impl Store {
    /// Opens the file, and makes what a new one lacks.
    pub(crate) async fn open(path: PathBuf) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let connection = spawn_blocking(move || connect(&path)).await??;
        Ok(Self(Arc::new(Mutex::new(Some(connection)))))
    }

    /// Runs what only reads.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Failure> {
        self.transact(TransactionBehavior::Deferred, work).await
    }

    /// Runs what writes: all of it is kept, or, where it fails, nothing.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Failure> {
        self.transact(TransactionBehavior::Immediate, work).await
    }

    /// Waits for the connection without a thread, and works on one that may block. A client that goes away does not
    /// take the work with it.
    async fn transact<T: Send + 'static>(
        &self,
        behavior: TransactionBehavior,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Failure> {
        let mut connection = Arc::clone(&self.0).lock_owned().await;
        let work = move || {
            let connection = connection.as_mut().or_fail(ErrorCode::InternalError)?;
            let transaction = connection.transaction_with_behavior(behavior)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        let done: Result<T, Fault> = spawn_blocking(work).await.or_fail(ErrorCode::InternalError)?;
        done.map_err(Failure::from)
    }

    /// Closes the file after the last use of it; what `SQLite` kept beside it goes into it.
    pub(crate) async fn close(&self) -> rusqlite::Result<()> {
        match self.0.lock().await.take() {
            Some(connection) => connection.close().map_err(|(_, error)| error),
            None => Ok(()),
        }
    }
}

fn connect(path: &Path) -> Result<Connection, Box<dyn Error + Send + Sync>> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    prepare(&mut connection)?;
    Ok(connection)
}

/// Schema and seed in one transaction: a first start that is cut short leaves a file that is still new.
fn prepare(connection: &mut Connection) -> Result<(), Box<dyn Error + Send + Sync>> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    match transaction.pragma_query_value(None, "user_version", |row| row.get(0))? {
        0 => {
            transaction.execute_batch(include_str!("store/schema.sql"))?;
            seed::plant(&transaction)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
        }
        VERSION => {}
        other => return Err(format!("its schema is version {other}, this server knows {VERSION}").into()),
    }
    Ok(transaction.commit()?)
}

/// Why a transaction came to nothing, as the failure that the request gets: `?` in a transaction takes `SQLite`'s errors
/// as faults of the platform, and codes and failures as they are.
pub(crate) struct Fault(Failure);

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self(Failure::new(ErrorCode::InternalError).with_source(error))
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        Self(failure)
    }
}

impl From<ErrorCode> for Fault {
    fn from(code: ErrorCode) -> Self {
        Self(code.into())
    }
}

impl From<Fault> for Failure {
    fn from(Fault(failure): Fault) -> Self {
        failure
    }
}
