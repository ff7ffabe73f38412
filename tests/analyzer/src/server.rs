//! rust-analyzer as a child process, and an editor's side of the talk with it.

use std::collections::HashMap;
use std::io::BufReader;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::wire;

/// How long the server may take to load a package, with the macros that cargo has to compile for it.
const TO_LOAD: Duration = Duration::from_secs(180);
/// How long it may take to answer.
const TO_ANSWER: Duration = Duration::from_secs(60);
/// How long it may take to end.
const TO_END: Duration = Duration::from_secs(2);
/// "The content was modified while I was at it": ask again.
const CONTENT_MODIFIED: i64 = -32801;

/// A running server. It ends when this is dropped, so that a test that fails leaves none behind.
pub struct Server {
    child: Child,
    stdin: ChildStdin,
    messages: Receiver<Value>,
    requests: i64,
    /// What the server last said of itself.
    status: Value,
    /// What it last said of each file, by its URI.
    diagnostics: HashMap<String, Vec<Value>>,
}

impl Drop for Server {
    fn drop(&mut self) {
        // Asked, it ends what it has started itself, such as a `cargo check`.
        let exit = json!({ "jsonrpc": "2.0", "method": "exit" });
        let _ = wire::write(&mut self.stdin, &exit);
        let until = Instant::now() + TO_END;
        while Instant::now() < until && matches!(self.child.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(10));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts the server, and waits until it has loaded what `root` holds, a URI.
    ///
    /// # Panics
    ///
    /// Panics if the server cannot be started, or if that takes three minutes.
    pub fn start(command: &mut Command, root: &str, options: &Value) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server can be started");
        let stdin = child.stdin.take().expect("it is piped");
        let mut stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        let (sender, messages) = mpsc::channel();
        // Ends with the server, or with the one who listens.
        thread::spawn(move || {
            while let Some(message) = wire::read(&mut stdout) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let mut server =
            Self { child, stdin, messages, requests: 0, status: Value::Null, diagnostics: HashMap::new() };
        server.initialize(root, options);
        server
    }

    fn initialize(&mut self, root: &str, options: &Value) {
        let capabilities = json!({
            "general": { "positionEncodings": ["utf-8"] },
            "textDocument": { "hover": { "contentFormat": ["markdown"] } },
            "experimental": { "serverStatusNotification": true },
        });
        self.request(
            "initialize",
            &json!({
                "processId": std::process::id(),
                "rootUri": root,
                "capabilities": capabilities,
                "initializationOptions": options,
            }),
        );
        self.notify("initialized", &json!({}));
        self.until("be at rest", TO_LOAD, |server| (server.status["quiescent"] == true).then_some(()));
    }

    /// What the server answers.
    ///
    /// # Panics
    ///
    /// Panics if the answer is an error, or if it takes a minute.
    #[track_caller]
    pub fn request(&mut self, method: &str, params: &Value) -> Value {
        loop {
            let answer = self.answer(method, params);
            match answer.get("error") {
                None => return answer["result"].clone(),
                Some(error) if error["code"] == CONTENT_MODIFIED => {}
                Some(error) => panic!("`{method}` fails: {error}"),
            }
        }
    }

    #[track_caller]
    fn answer(&mut self, method: &str, params: &Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        let until = Instant::now() + TO_ANSWER;
        loop {
            let message = self.next(method, until);
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
            self.take(&message);
        }
    }

    /// Tells the server something that it does not answer.
    ///
    /// # Panics
    ///
    /// Panics if the server has ended.
    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Opens a file of Rust with this text, as its version 1.
    ///
    /// # Panics
    ///
    /// Panics if the server has ended.
    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "rust", "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    /// The diagnostics of a file, as soon as they are what is waited for.
    ///
    /// # Panics
    ///
    /// Panics if that takes a minute.
    #[track_caller]
    pub fn diagnostics_that(&mut self, uri: &str, are: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        self.until("publish diagnostics", TO_ANSWER, |server| {
            server.diagnostics.get(uri).filter(|diagnostics| are(diagnostics)).cloned()
        })
    }

    #[track_caller]
    fn until<T>(&mut self, what: &str, within: Duration, is_so: impl Fn(&Self) -> Option<T>) -> T {
        let until = Instant::now() + within;
        loop {
            if let Some(so) = is_so(self) {
                return so;
            }
            let message = self.next(what, until);
            self.take(&message);
        }
    }

    #[track_caller]
    fn next(&self, what: &str, until: Instant) -> Value {
        let left = until.saturating_duration_since(Instant::now());
        match self.messages.recv_timeout(left) {
            Ok(message) => message,
            Err(why) => {
                let why = if why == RecvTimeoutError::Timeout { "in time" } else { "before it ended" };
                let Self { status, diagnostics, .. } = self;
                panic!(
                    "rust-analyzer did not {what} {why}; its status: {status}; diagnostics: {diagnostics:?}"
                )
            }
        }
    }

    /// Takes in what the server says unasked; what it asks for is nothing that this editor has.
    fn take(&mut self, message: &Value) {
        let params = &message["params"];
        match message["method"].as_str() {
            Some("experimental/serverStatus") => self.status = params.clone(),
            Some("textDocument/publishDiagnostics") => {
                let uri = params["uri"].as_str().expect("diagnostics are of a file");
                let diagnostics = params["diagnostics"].as_array().cloned().unwrap_or_default();
                self.diagnostics.insert(uri.to_owned(), diagnostics);
            }
            Some(_) if message.get("id").is_some() => {
                self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null }));
            }
            _ => {}
        }
    }

    #[track_caller]
    fn send(&mut self, message: &Value) {
        wire::write(&mut self.stdin, message).expect("the server listens");
    }
}

/// The position at a byte of a text. The server counts in bytes, too.
#[must_use]
pub fn position(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let line = before.matches('\n').count();
    json!({ "line": line, "character": before.len() - before.rfind('\n').map_or(0, |end| end + 1) })
}
