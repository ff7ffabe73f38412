//! Two clients: a real one, and a socket for what a real one cannot be made to send.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use ureq::http::{HeaderMap, Request};

/// A reply, with the time taken out of its body.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// The bytes, with `TIME` in the place of the server's time, which has been looked at.
    pub(crate) body: String,
}

impl Reply {
    fn new(status: u16, headers: HeaderMap, body: &[u8]) -> Self {
        let body = std::str::from_utf8(body).expect("a body is UTF-8");
        Self { status, headers, body: without_time(body) }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("text"))
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("a body is JSON")
    }

    /// A member of the body that is text.
    pub(crate) fn text(&self, pointer: &str) -> String {
        let body = self.json();
        let text = body.pointer(pointer).and_then(|value| value.as_str());
        text.unwrap_or_else(|| panic!("no text at {pointer} in {}", self.body)).to_owned()
    }

    pub(crate) fn code(&self) -> String {
        self.text("/errorCode")
    }
}

/// Takes `2017-10-09T08:48:34Z` out of its place: behind `result`, and before everything else.
fn without_time(body: &str) -> String {
    if body.is_empty() {
        return String::new();
    }
    let (before, rest) =
        body.split_once(r#","server_time":""#).unwrap_or_else(|| panic!("no time in {body}"));
    assert!([r#"{"result":"success""#, r#"{"result":"error""#].contains(&before), "{body}");
    let (time, after) = rest.split_at(20);
    let shape: String = time.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    assert_eq!(shape, "0000-00-00T00:00:00Z", "{body}");
    format!(r#"{before},"server_time":"TIME{after}"#)
}

/// Sends a request as any client does.
pub(crate) fn send(address: &str, method: &str, path: &str, body: &str) -> Reply {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .allow_non_standard_methods(true)
        .timeout_global(Some(Duration::from_secs(30)))
        .proxy(None)
        .build()
        .into();
    let request = Request::builder().method(method).uri(format!("http://{address}{path}"));
    let reply = if body.is_empty() {
        agent.run(request.body(()).expect("a request"))
    } else {
        agent.run(request.body(body).expect("a request"))
    };
    let mut reply = reply.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
    let bytes = reply.body_mut().read_to_vec().expect("a body");
    Reply::new(reply.status().as_u16(), reply.headers().clone(), &bytes)
}

pub(crate) fn get(address: &str, path: &str) -> Reply {
    send(address, "GET", path, "")
}

pub(crate) fn post(address: &str, path: &str, body: &str) -> Reply {
    send(address, "POST", path, body)
}

/// A request by hand: nothing in it but what is written.
pub(crate) fn by_hand(head: &str, body: &[u8]) -> Vec<u8> {
    [head.as_bytes(), b"\r\n\r\n", body].concat()
}

/// Sends bytes, whatever they are, and reads to the end of what comes back.
pub(crate) fn send_raw(address: &str, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout");
    // A server that has answered already may have closed: what counts is what it said.
    stream.write_all(request).ok();
    stream.shutdown(Shutdown::Write).ok();
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = stream.read(&mut buffer) {
        bytes.extend_from_slice(&buffer[..length]);
    }
    bytes
}

/// The same, where one reply comes back.
pub(crate) fn raw(address: &str, request: &[u8]) -> Reply {
    let bytes = send_raw(address, request);
    let text = String::from_utf8_lossy(&bytes);
    let shown = String::from_utf8_lossy(&request[..request.len().min(80)]).into_owned();
    let (head, body) =
        text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no reply to {shown:?}: {text:?}"));
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.get(9..12)).and_then(|status| status.parse().ok());
    let headers = lines.filter_map(|line| line.split_once(": "));
    let headers =
        headers.map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value")));
    Reply::new(status.expect("a status"), headers.collect(), body.as_bytes())
}
