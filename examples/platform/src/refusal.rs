//! What never becomes a request: hyper answers a head that it cannot take by itself, with a bare status. The envelope
//! is put in its place on the way out, so that even those clients read what they were promised.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::http::StatusCode;
use errcat::Coded;
use thiserror::Error;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use crate::ErrorCode;
use crate::error_code::Failure;

/// What is wrong with a head.
#[derive(Debug, Error, Coded)]
#[coded(ErrorCode)]
enum HeadError {
    #[error("the path and query are longer than 65534 bytes")]
    #[coded(OverLimit, expose)]
    LongTarget,

    #[error("the headers are too many, or too long")]
    #[coded(OverLimit, expose)]
    LongHeaders,

    #[error("the request is not HTTP/1.1")]
    #[coded(InvalidFormat, expose)]
    NotHttp,
}

/// A connection, and what is still to be written of its refusal.
pub(crate) struct Connection {
    stream: TcpStream,
    refusal: Vec<u8>,
}

impl Connection {
    pub(crate) fn new(stream: TcpStream) -> Self {
        Self { stream, refusal: Vec::new() }
    }

    fn poll_refusal(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.refusal.is_empty() {
            let written = ready!(Pin::new(&mut self.stream).poll_write(context, &self.refusal))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.refusal.drain(..written);
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_refusal(context))?;
        match refused(bytes) {
            Some(refusal) => {
                self.refusal = refusal;
                Poll::Ready(Ok(bytes.len()))
            }
            None => Pin::new(&mut self.stream).poll_write(context, bytes),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_refusal(context))?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_refusal(context))?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// The same bytes with a body, where they end in hyper's own refusal: the only head here that says it has none.
fn refused(bytes: &[u8]) -> Option<Vec<u8>> {
    if !bytes.ends_with(b"\r\n\r\n") {
        return None;
    }
    let (before, head) = bytes.split_at(bytes.windows(7).rposition(|at| at == b"HTTP/1.")?);
    let head = str::from_utf8(head).ok().filter(|head| head.contains("content-length: 0\r\n"))?;
    let error = match head.get(9..12)? {
        "414" => HeadError::LongTarget,
        "431" => HeadError::LongHeaders,
        status if status.starts_with('4') => HeadError::NotHttp,
        _ => return None,
    };
    Some([before, &written(&error.failure())].concat())
}

/// The connection ends here: what follows a head that is none has no beginning.
fn written(failure: &Failure) -> Vec<u8> {
    let status = StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let body = failure.to_json();
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    );
    [head.into_bytes(), body].concat()
}
