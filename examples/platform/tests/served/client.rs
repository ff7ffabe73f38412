//! Two clients: a real one, and a socket for what a real one cannot be made to send.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use ureq::http::{HeaderMap, Request};

/// A reply, with the time taken out of its body.
#[derive(Clone, Debug)]
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

/// A connection with a request on its way, whatever it is.
pub(crate) fn begin(address: &str, request: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout");
    // A server that has answered already may have closed: what counts is what it said.
    stream.write_all(request).ok();
    stream
}

/// Sends bytes, whatever they are, and nothing more; reads to the end of what comes back.
pub(crate) fn send_raw(address: &str, request: &[u8]) -> Vec<u8> {
    let stream = begin(address, request);
    stream.shutdown(Shutdown::Write).ok();
    read_to_end(stream)
}

/// What comes until the server closes the connection.
pub(crate) fn read_to_end(mut stream: TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = stream.read(&mut buffer) {
        bytes.extend_from_slice(&buffer[..length]);
    }
    bytes
}

/// Sends bytes as well, and waits for one reply: a client that stops sending before it is answered is taken for gone.
pub(crate) fn raw(address: &str, request: &[u8]) -> Reply {
    reply(&mut begin(address, request)).unwrap_or_else(|| {
        panic!("no reply to {:?}", String::from_utf8_lossy(&request[..request.len().min(80)]))
    })
}

/// The next reply; none where the connection ends before it does.
pub(crate) fn reply(stream: &mut TcpStream) -> Option<Reply> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    let (head, body) = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break bytes.split_at(at + 4);
        }
        match stream.read(&mut buffer) {
            Ok(length @ 1..) => bytes.extend_from_slice(&buffer[..length]),
            _ => return None,
        }
    };
    let mut lines = str::from_utf8(head).expect("a head is text").lines();
    let status = lines.next().and_then(|line| line.get(9..12)).and_then(|status| status.parse().ok());
    let headers = lines.filter_map(|line| line.split_once(": "));
    let headers: HeaderMap = headers
        .map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value")))
        .collect();
    let length = headers.get("content-length").map_or("0", |length| length.to_str().expect("text"));
    let length: usize = length.parse().expect("a number");
    let mut rest = vec![0; length.checked_sub(body.len()).expect("one reply at a time")];
    stream.read_exact(&mut rest).ok()?;
    Some(Reply::new(status.expect("a status"), headers, &[body, &rest].concat()))
}
