//! The real server, on a port that was free, and the real client.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::thread::{self, JoinHandle};

/// A server that runs until it is stopped, or dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) url: String,
    log: Option<JoinHandle<String>>,
}

impl Server {
    /// Starts, and waits until it listens.
    pub(crate) fn start() -> Self {
        let mut child = Command::new(&binaries().server)
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
        let url = line.trim_end().strip_prefix("listening on ").map(str::to_owned);
        let url = url.unwrap_or_else(|| panic!("no address in {line:?}"));
        Self { child, url, log: Some(log) }
    }

    /// Stops it, and gives what it has logged.
    pub(crate) fn stop(mut self) -> String {
        self.child.kill().expect("it runs");
        let log = self.log.take().expect("it is stopped once");
        log.join().expect("the log is read")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Sends the client on an errand that succeeds, and gives what it prints.
#[track_caller]
pub(crate) fn ask(url: &str, errand: &[&str]) -> String {
    let Output { status, stdout, stderr } = client(url, errand);
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).expect("UTF-8")
}

/// Sends the client on an errand that fails, and gives what it says about it.
#[track_caller]
pub(crate) fn refused(url: &str, errand: &[&str]) -> String {
    let Output { status, stdout, stderr } = client(url, errand);
    assert_eq!(status.code(), Some(1), "{}", String::from_utf8_lossy(&stderr));
    assert!(stdout.is_empty());
    String::from_utf8(stderr).expect("UTF-8")
}

fn client(url: &str, errand: &[&str]) -> Output {
    let mut client = Command::new(&binaries().client);
    client.args(["--shop", url]).args(errand);
    for proxy in ["http_proxy", "https_proxy", "all_proxy"] {
        client.env_remove(proxy).env_remove(proxy.to_ascii_uppercase());
    }
    client.output().expect("the client runs")
}

struct Binaries {
    server: PathBuf,
    client: PathBuf,
}

/// Both, built once: where this test was built, and in the same way.
fn binaries() -> &'static Binaries {
    static BINARIES: OnceLock<Binaries> = OnceLock::new();
    BINARIES.get_or_init(build)
}

fn build() -> Binaries {
    let test = std::env::current_exe().expect("this test");
    let profile = test.ancestors().nth(2).expect("target/<profile>/deps/<test>");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["build", "-p", "server", "-p", "client", "--message-format=json-render-diagnostics"])
        .arg("--manifest-path")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"))
        .arg("--target-dir")
        .arg(profile.parent().expect("target"))
        .stderr(Stdio::inherit());
    if profile.ends_with("release") {
        cargo.arg("--release");
    }
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "the shop builds");
    let executables = executables(&output.stdout);
    let named = |name: &str| {
        let found = executables.iter().find(|path| path.file_stem().is_some_and(|stem| stem == name));
        found.expect("cargo says where the binary is").clone()
    };
    Binaries { server: named("server"), client: named("client") }
}

fn executables(messages: &[u8]) -> Vec<PathBuf> {
    let messages = serde_json::Deserializer::from_slice(messages).into_iter::<serde_json::Value>();
    let executable = |message: serde_json::Value| Some(Path::new(message["executable"].as_str()?).to_owned());
    messages.map_while(Result::ok).filter_map(executable).collect()
}
