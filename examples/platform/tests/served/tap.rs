//! A wire that is listened in on: every byte that the server sends is kept on its way to the client.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What stands between clients and a server. Requests go through it one after the other, so that no two replies mix.
pub(crate) struct Tap {
    /// Where clients go in the server's place.
    pub(crate) address: String,
    sent: Arc<Mutex<Vec<u8>>>,
}

impl Tap {
    pub(crate) fn on(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address").to_string();
        let sent = Arc::default();
        let (server, kept) = (server.to_owned(), Arc::clone(&sent));
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let Ok(server) = TcpStream::connect(&server) else { return };
                connect(client, server, &kept);
            }
        });
        Self { address, sent }
    }

    /// Heads and bodies, from the first reply on.
    pub(crate) fn sent(&self) -> String {
        String::from_utf8_lossy(&self.sent.lock().unwrap()).into_owned()
    }
}

fn connect(client: TcpStream, server: TcpStream, sent: &Arc<Mutex<Vec<u8>>>) {
    let (request, requested) = (client.try_clone().expect("a socket"), server.try_clone().expect("a socket"));
    thread::spawn(move || pass_on(request, requested, |_| {}));
    let sent = Arc::clone(sent);
    thread::spawn(move || pass_on(server, client, |bytes| sent.lock().unwrap().extend_from_slice(bytes)));
}

/// What a client has read has been seen: `see` comes first.
fn pass_on(mut from: TcpStream, mut to: TcpStream, mut see: impl FnMut(&[u8])) {
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = from.read(&mut buffer) {
        see(&buffer[..length]);
        if to.write_all(&buffer[..length]).is_err() {
            break;
        }
    }
    to.shutdown(Shutdown::Write).ok();
}
