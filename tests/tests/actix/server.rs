//! The real server, on a port that was free.

use std::cell::Cell;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::thread::{self, JoinHandle};

/// A server that runs until it is stopped, or dropped.
pub(crate) struct Server {
    child: Cell<Option<Child>>,
    /// `127.0.0.1` and the port.
    pub(crate) address: String,
    log: Cell<Option<JoinHandle<String>>>,
}

impl Server {
    /// Starts, and waits until it listens.
    pub(crate) fn start() -> Self {
        let mut child = Command::new(binary())
            .args(["--addr", "127.0.0.1:0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut stderr = child.stderr.take().expect("piped");
        let log = thread::spawn(move || {
            let mut log = String::new();
            stderr.read_to_string(&mut log).expect("a log is UTF-8");
            log
        });
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
        stdout.read_line(&mut line).expect("the server writes a line");
        let address = line.trim_end().strip_prefix("listening on http://").map(str::to_owned);
        let address = address.unwrap_or_else(|| panic!("no address in {line:?}"));
        Self { child: Cell::new(Some(child)), address, log: Cell::new(Some(log)) }
    }

    /// Stops it, and gives what it has logged.
    pub(crate) fn stop(&self) -> String {
        self.end();
        self.log.take().expect("it is stopped once").join().expect("the log is read")
    }

    fn end(&self) {
        if let Some(mut child) = self.child.take() {
            child.kill().ok();
            child.wait().ok();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

/// The server's binary, built once: where this test was built, and in the same way.
fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(build)
}

fn build() -> PathBuf {
    let test = std::env::current_exe().expect("this test");
    let profile = test.ancestors().nth(2).expect("target/<profile>/deps/<test>");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["build", "-p", "platform-actix", "--message-format=json-render-diagnostics"])
        .arg("--manifest-path")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"))
        .arg("--target-dir")
        .arg(profile.parent().expect("target"))
        .stderr(Stdio::inherit());
    if profile.ends_with("release") {
        cargo.arg("--release");
    }
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "the server builds");
    executable(&output.stdout).expect("cargo says where the binary is")
}

fn executable(messages: &[u8]) -> Option<PathBuf> {
    let messages = serde_json::Deserializer::from_slice(messages).into_iter::<serde_json::Value>();
    let paths = messages.filter_map(|message| Some(message.ok()?.get("executable")?.as_str()?.into()));
    paths.last()
}
