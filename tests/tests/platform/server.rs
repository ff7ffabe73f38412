//! The real server on a database file of its own, and its end.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::LazyLock;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::example::{Server, binaries};

/// How long anything that a test waits for may take.
const PATIENCE: Duration = Duration::from_secs(20);

impl Server {
    /// Starts on this database, and waits until it listens.
    pub(crate) fn start(database: &Path) -> Self {
        Self::run(binary(), &["--db".as_ref(), database.as_os_str()])
    }

    /// Starts under limits of the shell's, such as `ulimit -n 64`, without a limit to the requests of a key.
    pub(crate) fn start_under(limits: &str, database: &Path) -> Self {
        let script = format!(r#"{limits}; exec "$0" "$@""#);
        let options = ["--rate-limit".as_ref(), "1000000".as_ref(), "--db".as_ref(), database.as_os_str()];
        let shell = ["-c".as_ref(), script.as_ref(), binary().as_os_str()];
        Self::spawn(Command::new("sh").args(shell), &options)
    }

    /// Waits until the log holds this text.
    pub(crate) fn wait_for_log(&self, text: &str) {
        let start = Instant::now();
        while !self.log().contains(text) {
            assert!(start.elapsed() < PATIENCE, "no {text:?} in the log:\n{}", self.log());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Sends `INT` or `TERM`.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status().expect("`kill` runs");
        assert!(sent.success(), "kill -s {name} {id}");
    }

    /// Waits for its end.
    pub(crate) fn end(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("its status") {
                // There is nothing left to kill, but what it logged last may not have been read.
                self.kill();
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "the server does not stop:\n{}", self.log());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Stops it as Ctrl-C does.
    pub(crate) fn stop(mut self) {
        self.signal("INT");
        let status = self.end();
        assert!(status.success(), "{status}:\n{}", self.log());
    }
}

/// A server with a new database, which goes with it.
pub(crate) struct Fresh {
    pub(crate) server: Server,
    pub(crate) folder: TempDir,
}

impl Fresh {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { server: Server::start(&folder.path().join("platform.db")), folder }
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("platform.db")
    }
}

/// The server's binary, built once.
pub(crate) fn binary() -> &'static Path {
    static BINARIES: LazyLock<[PathBuf; 1]> = LazyLock::new(|| binaries(["platform"]));
    &BINARIES[0]
}
