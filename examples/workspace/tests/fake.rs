//! A server that gives the replies it was told to, whatever it is asked.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

/// A server with a reply for each connection; it is gone once all are given.
pub(crate) struct Fake {
    pub(crate) url: String,
    replies: Arc<Mutex<VecDeque<String>>>,
    thread: Option<JoinHandle<()>>,
}

/// A reply's bytes.
pub(crate) fn reply(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n{body}")
}

impl Fake {
    pub(crate) fn start(replies: Vec<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let replies = Arc::new(Mutex::new(VecDeque::from(replies)));
        let given = Arc::clone(&replies);
        let serve = move || {
            while !given.lock().unwrap().is_empty() {
                let (stream, _) = listener.accept().expect("a client comes");
                let reply = given.lock().unwrap().pop_front().expect("one is left");
                answer(stream, &reply);
            }
        };
        Self { url, replies, thread: Some(thread::spawn(serve)) }
    }

    /// How many replies nobody has asked for.
    pub(crate) fn left(&self) -> usize {
        self.replies.lock().unwrap().len()
    }
}

impl Drop for Fake {
    /// Waits for the port to be free; while replies are left, nobody would come to get them.
    fn drop(&mut self) {
        if self.left() == 0 {
            self.thread.take().map(JoinHandle::join);
        }
    }
}

/// Reads the whole request first, as closing before would break the connection off.
fn answer(stream: TcpStream, reply: &str) {
    let mut request = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        request.read_line(&mut line).expect("a head");
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        length =
            line.strip_prefix("content-length: ").map_or(length, |length| length.parse().expect("a length"));
    }
    request.read_exact(&mut vec![0; length]).expect("a body");
    request.get_mut().write_all(reply.as_bytes()).expect("the client reads");
}
