//! A peer that gives the replies it was told to, whatever it is asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

/// A peer with a reply for each connection, in this order.
pub(crate) struct Peer {
    pub(crate) url: String,
}

impl Peer {
    pub(crate) fn start(replies: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let replies: Vec<_> = replies.into_iter().collect();
        thread::spawn(move || {
            for reply in replies {
                let (stream, _) = listener.accept().expect("a client comes");
                answer(stream, &reply);
            }
        });
        Self { url }
    }

    /// A peer that sends these bytes, and then nothing more, until the client has gone.
    pub(crate) fn stalling(reply: &[u8]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let reply = reply.to_vec();
        thread::spawn(move || {
            let (stream, _) = listener.accept().expect("a client comes");
            let mut rest = stream.try_clone().expect("a socket has two ends");
            answer(stream.try_clone().expect("a socket has two ends"), &reply);
            // Ends when the client closes, or by itself where it never does.
            rest.set_read_timeout(Some(Duration::from_secs(30))).expect("a time to wait");
            let _ = rest.read(&mut [0]);
        });
        Self { url }
    }
}

/// The bytes of a reply that is whole.
pub(crate) fn reply(status: u16, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} Some Phrase\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n{body}"
    )
}

/// Reads the whole request first, as closing before would break the connection off.
fn answer(stream: TcpStream, reply: &[u8]) {
    let mut request = BufReader::new(stream);
    let mut line = String::new();
    while request.read_line(&mut line).expect("a head") > 2 {
        line.clear();
    }
    // A client that has read enough may be gone.
    let _ = request.get_mut().write_all(reply);
}

/// How long something took, and what came of it.
pub(crate) fn timed<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = run();
    (start.elapsed(), result)
}
