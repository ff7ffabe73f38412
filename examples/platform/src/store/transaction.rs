//! A transaction, and the statements in it. One that fails says which it was, and in which file.

use rusqlite::{CachedStatement, Connection, OptionalExtension, Params, Row, TransactionBehavior};

use super::StoreError;
use super::file::File;

/// A transaction that is kept where its work succeeds, and leaves no trace where it fails.
pub(crate) struct Transaction<'a> {
    inner: rusqlite::Transaction<'a>,
    file: &'a File,
}

impl<'a> Transaction<'a> {
    pub(super) fn begin(
        connection: &'a mut Connection,
        file: &'a File,
        behavior: TransactionBehavior,
    ) -> Result<Self, StoreError> {
        let begun = connection.transaction_with_behavior(behavior);
        let inner = begun.map_err(|error| file.failure("BEGIN", error))?;
        Ok(Self { inner, file })
    }

    pub(super) fn commit(self) -> Result<(), StoreError> {
        self.inner.commit().map_err(|error| self.file.failure("COMMIT", error))
    }

    /// Runs several statements that take no parameters.
    pub(super) fn batch(&self, sql: &str) -> Result<(), StoreError> {
        self.inner.execute_batch(sql).map_err(|error| self.file.failure(sql, error))
    }

    /// The number of rows that have been changed.
    pub(crate) fn execute(&self, sql: &str, params: impl Params) -> Result<usize, StoreError> {
        self.run(sql, |statement| statement.execute(params))
    }

    /// Whether there is a row.
    pub(crate) fn exists(&self, sql: &str, params: impl Params) -> Result<bool, StoreError> {
        self.run(sql, |statement| statement.exists(params))
    }

    /// The first row, which has to be there.
    pub(crate) fn row<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        self.run(sql, |statement| statement.query_row(params, read))
    }

    /// The first row, where there is one.
    pub(crate) fn row_if_any<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        self.run(sql, |statement| statement.query_row(params, read).optional())
    }

    /// Every row.
    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        self.run(sql, |statement| statement.query_map(params, read)?.collect())
    }

    fn run<T>(
        &self,
        sql: &str,
        work: impl FnOnce(&mut CachedStatement<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let done = self.inner.prepare_cached(sql).and_then(|mut statement| work(&mut statement));
        done.map_err(|error| self.file.failure(sql, error))
    }
}
