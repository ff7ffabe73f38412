//! The real server on a database file of its own.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use test_server::Server;

/// Starts on this database, and waits until it listens.
pub(crate) fn start(database: &Path) -> Server {
    Server::run(binary(), &["--db".as_ref(), database.as_os_str()])
}

/// Starts with this limit of requests a minute.
pub(crate) fn start_with_rate_limit(requests: &str, database: &Path) -> Server {
    Server::run(binary(), &options(requests, database))
}

fn options<'a>(requests: &'a str, database: &'a Path) -> [&'a OsStr; 4] {
    ["--rate-limit".as_ref(), requests.as_ref(), "--db".as_ref(), database.as_os_str()]
}

/// Starts under limits of the shell's, such as `ulimit -n 64`, without a limit to the requests of a key.
pub(crate) fn start_under(limits: &str, database: &Path) -> Server {
    let script = format!(r#"{limits}; exec "$0" "$@""#);
    let shell = ["-c".as_ref(), script.as_ref(), binary().as_os_str()];
    Server::spawn(Command::new("sh").args(shell), &options("1000000", database))
}

/// A server with a new database, which goes with it.
pub(crate) struct Fresh {
    pub(crate) server: Server,
    pub(crate) folder: TempDir,
}

impl Fresh {
    pub(crate) fn start() -> Self {
        Self::with(start)
    }

    /// Starts with this limit of requests a minute, and waits 3 seconds for a body. The server documents itself.
    pub(crate) fn documented(requests: &str) -> Self {
        let document = ["--openapi", "--body-timeout", "3"].map(OsStr::new);
        Self::with(|database| Server::run(binary(), &[&options(requests, database)[..], &document].concat()))
    }

    fn with(start: impl FnOnce(&Path) -> Server) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { server: start(&folder.path().join("platform.db")), folder }
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("platform.db")
    }
}

/// The server's binary.
pub(crate) fn binary() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_platform"))
}
