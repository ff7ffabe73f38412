//! What one thread logs, in a program whose other threads log as well.

use std::sync::LazyLock;

use tracing::{Dispatch, Subscriber};

/// A second subscriber, which is never dropped.
///
/// Beside a single one, tracing asks only the thread that comes to an event first whether anybody listens there, and
/// remembers its no for all threads.
static SECOND: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(tracing_subscriber::registry()));

/// Does something with a subscriber for this thread.
pub fn with_subscriber<T>(
    subscriber: impl Subscriber + Send + Sync + 'static,
    what: impl FnOnce() -> T,
) -> T {
    LazyLock::force(&SECOND);
    tracing::subscriber::with_default(subscriber, what)
}
