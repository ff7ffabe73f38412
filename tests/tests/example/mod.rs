//! The binaries of an example as cargo builds them, and a server among them that runs on a port that was free.
//!
//! What only one test does with a server stands with that test, as a further `impl Server`.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

/// The binary of each of these packages, which has the package's name: built where this test was built, and in the
/// same way.
pub(crate) fn binaries<const N: usize>(packages: [&str; N]) -> [PathBuf; N] {
    let executables = executables(&build(&packages));
    packages.map(|package| {
        let mut named =
            executables.iter().filter(|path| path.file_stem().is_some_and(|stem| stem == package));
        named.next().unwrap_or_else(|| panic!("cargo names no binary of `{package}`")).clone()
    })
}

/// What cargo says, as JSON.
fn build(packages: &[&str]) -> Vec<u8> {
    let test = std::env::current_exe().expect("this test");
    let profile = test.ancestors().nth(2).expect("target/<profile>/deps/<test>");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["build", "--message-format=json-render-diagnostics"])
        .arg("--manifest-path")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"))
        .arg("--target-dir")
        .arg(profile.parent().expect("target"))
        .stderr(Stdio::inherit());
    for package in packages {
        cargo.args(["-p", package]);
    }
    if profile.ends_with("release") {
        cargo.arg("--release");
    }
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "this failed: {cargo:?}");
    output.stdout
}

fn executables(messages: &[u8]) -> Vec<PathBuf> {
    let messages = serde_json::Deserializer::from_slice(messages).into_iter::<serde_json::Value>();
    let executable = |message: serde_json::Value| Some(message["executable"].as_str()?.into());
    messages.map_while(Result::ok).filter_map(executable).collect()
}

/// A server that runs until it is stopped, or dropped.
pub(crate) struct Server {
    pub(crate) child: Child,
    /// `127.0.0.1` and the port.
    pub(crate) address: String,
    log: Log,
}

impl Server {
    /// Starts this binary, and waits until it listens.
    pub(crate) fn run(binary: &Path, arguments: &[&OsStr]) -> Self {
        Self::spawn(&mut Command::new(binary), arguments)
    }

    /// The same, by a command that becomes the server.
    pub(crate) fn spawn(command: &mut Command, arguments: &[&OsStr]) -> Self {
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

    /// What it has logged so far.
    pub(crate) fn log(&self) -> String {
        self.log.text()
    }

    /// Ends it at once, unless it has ended, and waits for the rest of its log.
    pub(crate) fn kill(&mut self) {
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
