//! A client that sends any bytes, and reads replies as HTTP/1.1 has them.

use std::fmt;
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::Duration;

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// A reply, as it was on the wire.
pub(crate) struct Reply {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// The one line of this name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.headers.iter().filter(|(own, _)| own == name);
        let (_, value) = lines.next()?;
        assert!(lines.next().is_none(), "{name} stands twice: {:?}", self.headers);
        Some(value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} {:.500}", self.status, self.headers, self.text())
    }
}

/// A connection, and what has come over it that nobody has read.
pub(crate) struct Connection {
    stream: TcpStream,
    unread: Vec<u8>,
}

impl Connection {
    pub(crate) fn new(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect_timeout(&address, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, unread: Vec::new() })
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) -> Result<()> {
        self.stream.write_all(bytes)
    }

    /// Says that nothing more will come.
    pub(crate) fn half_close(&self) -> Result<()> {
        self.stream.shutdown(Shutdown::Write)
    }

    /// The same connection, for a thread that only sends.
    pub(crate) fn sender(&self) -> Result<TcpStream> {
        self.stream.try_clone()
    }

    /// The next reply; of one to `HEAD` there is no body.
    pub(crate) fn reply(&mut self, is_to_head: bool) -> Result<Reply> {
        let head = self.until(b"\r\n\r\n")?;
        let (status, headers) = parse(&head).ok_or_else(|| invalid(&head))?;
        let mut reply = Reply { status, headers, body: Vec::new() };
        let has_body = !is_to_head && status >= 200 && ![204, 304].contains(&status);
        if has_body {
            reply.body = self.body(&reply)?;
        }
        Ok(reply)
    }

    fn body(&mut self, reply: &Reply) -> Result<Vec<u8>> {
        if reply.header("transfer-encoding") == Some("chunked") {
            return self.chunks();
        }
        match reply.header("content-length").and_then(|length| length.parse().ok()) {
            Some(length) => self.exactly(length),
            None => self.rest(),
        }
    }

    fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let line = self.until(b"\r\n")?;
            let length =
                str::from_utf8(&line).ok().and_then(|line| usize::from_str_radix(line.trim(), 16).ok());
            let length = length.ok_or_else(|| invalid(&line))?;
            let chunk = self.exactly(length + 2)?;
            if length == 0 {
                return Ok(body);
            }
            body.extend_from_slice(&chunk[..length]);
        }
    }

    fn until(&mut self, end: &[u8]) -> Result<Vec<u8>> {
        loop {
            if let Some(at) = self.unread.windows(end.len()).position(|bytes| bytes == end) {
                return Ok(self.unread.drain(..at + end.len()).collect());
            }
            if self.fill()? == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
        }
    }

    fn exactly(&mut self, length: usize) -> Result<Vec<u8>> {
        while self.unread.len() < length {
            if self.fill()? == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(self.unread.drain(..length).collect())
    }

    fn rest(&mut self) -> Result<Vec<u8>> {
        while self.fill()? > 0 {}
        Ok(std::mem::take(&mut self.unread))
    }

    fn fill(&mut self) -> Result<usize> {
        let mut buffer = [0; 8192];
        let length = self.stream.read(&mut buffer)?;
        self.unread.extend_from_slice(&buffer[..length]);
        Ok(length)
    }
}

type Head = (u16, Vec<(String, String)>);

fn parse(head: &[u8]) -> Option<Head> {
    let text = str::from_utf8(head).ok()?.trim_end();
    let mut lines = text.split("\r\n");
    let status = lines.next()?.strip_prefix("HTTP/1.")?.get(2..5)?.parse().ok()?;
    let headers = lines.map(|line| line.split_once(": ").or_else(|| line.split_once(':')));
    let headers =
        headers.map(|header| header.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())));
    Some((status, headers.collect::<Option<_>>()?))
}

fn invalid(bytes: &[u8]) -> Error {
    Error::new(ErrorKind::InvalidData, format!("no HTTP: {:?}", String::from_utf8_lossy(bytes)))
}

/// One request on a connection of its own.
pub(crate) fn ask(address: SocketAddr, request: &[u8]) -> Result<Reply> {
    let mut connection = Connection::new(address)?;
    connection.send(request)?;
    connection.reply(request.starts_with(b"HEAD "))
}

/// A request without a body.
pub(crate) fn request(method: &str, target: &str, headers: &str) -> Vec<u8> {
    format!("{method} {target} HTTP/1.1\r\nhost: x\r\n{headers}\r\n").into_bytes()
}

pub(crate) fn get(target: &str) -> Vec<u8> {
    request("GET", target, "")
}

/// A request with a body of this content type.
pub(crate) fn post(target: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let headers = format!("content-type: {content_type}\r\ncontent-length: {}\r\n", body.len());
    [&request("POST", target, &headers), body].concat()
}

pub(crate) fn json(body: impl AsRef<[u8]>) -> Vec<u8> {
    post("/json", "application/json", body.as_ref())
}
