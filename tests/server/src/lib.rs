//! A server as a child process on a free port, for the tests of the examples.
//!
//! The server takes `--addr`, and prints `listening on http://` and its address once it listens.

pub mod tools;

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long anything that a test waits for may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server that runs until it is stopped, or dropped.
pub struct Server {
    child: Child,
    /// `127.0.0.1` and the port.
    pub address: String,
    log: Log,
}

impl Server {
    /// Starts this binary, and waits until it listens.
    pub fn run(binary: &Path, arguments: &[&OsStr]) -> Self {
        Self::spawn(&mut Command::new(binary), arguments)
    }

    /// The same, by a command that becomes the server.
    ///
    /// # Panics
    ///
    /// Where the server does not start, or does not say where it listens.
    pub fn spawn(command: &mut Command, arguments: &[&OsStr]) -> Self {
        let mut child = command
            .args(["--addr", "127.0.0.1:0"])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let log = Log::collect(child.stderr.take().expect("piped"));
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
        stdout.read_line(&mut line).expect("the server writes a line");
        let address = line.trim_end().strip_prefix("listening on http://").map(str::to_owned);
        let address = address.unwrap_or_else(|| panic!("no address in {line:?}: {}", log.text()));
        Self { child, address, log }
    }

    /// The number of its process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it has logged so far.
    pub fn log(&self) -> String {
        self.log.text()
    }

    /// Waits until the log holds this text.
    ///
    /// # Panics
    ///
    /// After 20 seconds.
    pub fn wait_for_log(&self, text: &str) {
        let start = Instant::now();
        while !self.log().contains(text) {
            assert!(start.elapsed() < PATIENCE, "no {text:?} in the log:\n{}", self.log());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Sends a signal by its name, such as `INT` or `TERM`.
    ///
    /// # Panics
    ///
    /// Where there are no signals, and where there is no such signal.
    pub fn signal(&self, name: &str) {
        let id = self.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status().expect("`kill` runs");
        assert!(sent.success(), "kill -s {name} {id}");
    }

    /// Waits until the server ends by itself.
    ///
    /// # Panics
    ///
    /// After 20 seconds.
    pub fn end(&mut self) -> ExitStatus {
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

    /// Stops the server as Ctrl-C does.
    ///
    /// # Panics
    ///
    /// Unless the server ends with success within 20 seconds.
    pub fn stop(mut self) {
        self.signal("INT");
        let status = self.end();
        assert!(status.success(), "{status}:\n{}", self.log());
    }

    /// Ends it at once, unless it has ended, and waits for the rest of its log.
    pub fn kill(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
        self.log.finish();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// What a server logs, read while it runs: one that nobody listens to would block on a full pipe.
struct Log {
    bytes: Arc<Mutex<Vec<u8>>>,
    reader: Option<JoinHandle<()>>,
}

impl Log {
    fn collect(stderr: impl Read + Send + 'static) -> Self {
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let written = Arc::clone(&bytes);
        let reader = thread::spawn(move || {
            for line in BufReader::new(stderr).split(b'\n').map_while(Result::ok) {
                let mut log = written.lock().unwrap();
                log.extend(line);
                log.push(b'\n');
            }
        });
        Self { bytes, reader: Some(reader) }
    }

    fn text(&self) -> String {
        let bytes = self.bytes.lock().unwrap().clone();
        String::from_utf8(bytes).expect("a log is UTF-8")
    }

    fn finish(&mut self) {
        self.reader.take().map(JoinHandle::join);
    }
}
