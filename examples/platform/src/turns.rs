//! What there are only a few of: work that blocks a thread takes turns with them.

use std::sync::Arc;

use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore};
use tokio::task::{JoinError, spawn_blocking};

/// As many turns as there are things.
pub(crate) struct Turns<T> {
    free: Arc<Semaphore>,
    things: Arc<[Mutex<T>]>,
}

impl<T: Send + 'static> Turns<T> {
    pub(crate) fn new(things: impl IntoIterator<Item = T>) -> Self {
        let things: Arc<[Mutex<T>]> = things.into_iter().map(Mutex::new).collect();
        Self { free: Arc::new(Semaphore::new(things.len())), things }
    }

    /// Waits without a thread. Who stops waiting leaves the queue.
    pub(crate) async fn next(&self) -> OwnedSemaphorePermit {
        Arc::clone(&self.free).acquire_owned().await.expect("turns never end")
    }

    /// Works on a thread that may block. What has begun goes on, even where nobody waits for it any more.
    pub(crate) async fn work<R: Send + 'static>(
        &self,
        turn: OwnedSemaphorePermit,
        work: impl FnOnce(&mut T) -> R + Send + 'static,
    ) -> Result<R, JoinError> {
        let things = Arc::clone(&self.things);
        let work = move || {
            // Given back after the thing: whose turn it is finds one.
            let _turn = turn;
            let mut free = things.iter().filter_map(|thing| thing.try_lock().ok());
            work(&mut free.next().expect("as many things as turns"))
        };
        spawn_blocking(work).await
    }
}
