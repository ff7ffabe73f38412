//! What one thread logs, in a program whose other threads log as well.

use std::io::{self, Write};
use std::sync::{Arc, LazyLock, Mutex};

use tracing::{Dispatch, Subscriber};
use tracing_subscriber::fmt::MakeWriter;

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

/// Does something, and returns the lines that errcat logs meanwhile.
///
/// # Panics
///
/// Panics if the subscriber has panicked.
pub fn logged<T>(what: impl FnOnce() -> T) -> (T, Vec<String>) {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).without_time().with_writer(log.clone());
    let done = with_subscriber(subscriber.finish(), what);
    let text = log.text();
    let lines = text.lines().filter(|line| line.contains(" errcat: ")).map(|line| line.trim().to_owned());
    (done, lines.collect())
}

/// What has been logged, for a subscriber that writes text.
#[derive(Clone, Debug, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// The text that has been written.
    ///
    /// # Panics
    ///
    /// Panics if the subscriber has panicked, or if the text is not UTF-8.
    pub fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("no test panics here").clone()).expect("UTF-8")
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no test panics here").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}
