//! Clients that take more than their share: of the cores, of the memory, of the connections.

use std::io::Write;
use std::net::TcpStream;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use test_server::Server;

use crate::client::{begin, by_hand, get, post, raw, reply};
use crate::server::{Fresh, start_under, start_with_rate_limit};
use crate::{ADA, E, UNAVAILABLE, WRITE, assert_failure};

/// A login by a name of its own, so that no limit of a name is met.
fn login(number: usize) -> Vec<u8> {
    let body = format!(r#"{{"username":"nobody-{number}","password":"guessed"}}"#);
    by_hand(&format!("POST /accounts/login HTTP/1.1\r\ncontent-length: {}", body.len()), body.as_bytes())
}

/// Closes a connection as a client does that has crashed, and not with a farewell.
fn reset(stream: TcpStream) {
    stream.set_nonblocking(true).expect("set");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().expect("a runtime");
    let _inside = runtime.enter();
    tokio::net::TcpStream::from_std(stream).expect("a socket").set_zero_linger().expect("set");
}

/// MiB of memory that are in use.
#[cfg(target_os = "linux")]
fn memory(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).expect("it runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("Linux says so");
    line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") / 1024
}

/// Elsewhere nobody says so as simply.
#[cfg(not(target_os = "linux"))]
fn memory(_: &Server) -> u64 {
    0
}

#[test]
fn logins_that_nobody_waits_for_hold_nobody_up_and_keep_no_memory() {
    let Fresh { server, .. } = &Fresh::start();
    let ada =
        || post(&server.address, "/accounts/login", r#"{"username":"ada","password":"engine-of-1837"}"#);
    assert_eq!(ada().status, 200);
    let before = memory(server);
    for number in 0..400 {
        let stream = begin(&server.address, &login(number));
        if number % 2 == 0 { reset(stream) } else { drop(stream) }
    }
    let start = Instant::now();
    let reply = ada();
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert!([200, 503].contains(&reply.status), "{reply:?}");
    while memory(server) > before + 80 {
        assert!(start.elapsed() < Duration::from_secs(10), "{before} MiB, then {} MiB", memory(server));
        thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn more_logins_than_can_wait_are_refused_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = start_with_rate_limit("1", &folder.path().join("platform.db"));
    let mut streams: Vec<_> = (0..100).map(|number| begin(&server.address, &login(number))).collect();
    let replies: Vec<_> = streams.iter_mut().map(|stream| reply(stream).expect("a reply")).collect();
    let (refused, checked): (Vec<_>, Vec<_>) = replies.iter().partition(|reply| reply.status == 503);
    assert!(checked.len() >= 32, "{} had a turn", checked.len());
    assert!(checked.iter().all(|reply| reply.code() == E::WrongPassword.code()), "{checked:?}");
    assert!(!refused.is_empty(), "all of them had a turn");
    for reply in refused {
        assert_failure(reply, E::ServiceUnavailable, 503, UNAVAILABLE);
        assert_eq!(reply.header("retry-after"), Some("2"));
    }
    let number = replies.iter().position(|reply| reply.status == 503).expect("one");
    assert_eq!(
        raw(&server.address, &login(number)).status,
        401,
        "there is room, and it has not been counted"
    );
    assert_eq!(raw(&server.address, &login(number)).status, 429);
}

fn start_limited(limits: &str, folder: &Path) -> Server {
    start_under(limits, &folder.join("platform.db"))
}

#[test]
fn silent_connections_make_room_for_others_where_descriptors_run_short() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = start_limited("ulimit -n 64", folder.path());
    let other = Connection::open(folder.path().join("platform.db")).expect("the file");
    other.execute_batch("BEGIN IMMEDIATE").expect("locked");
    let body = br#"{"field1":1}"#;
    let head = format!("POST /channels/1/feeds?{WRITE} HTTP/1.1\r\ncontent-length: {}", body.len());
    // In flight: it waits for the lock.
    let mut whole = begin(&server.address, &by_hand(&head, body));
    let half = by_hand(&head, &body[..4]);
    let silent = [&b""[..], &half].repeat(30);
    let silent: Vec<_> = silent.into_iter().map(|sent| begin(&server.address, sent)).collect();
    let start = Instant::now();
    assert_eq!(get(&server.address, &format!("/channels?{ADA}")).status, 200);
    // Without that, others would wait for the 30 s that a connection may be silent, or the 10 s that a body may take.
    assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
    other.execute_batch("ROLLBACK").expect("unlocked");
    assert_eq!(reply(&mut whole).map(|reply| reply.status), Some(200));
    drop(silent);
}

#[test]
fn busy_connections_make_room_for_others_where_descriptors_run_short() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = start_limited("ulimit -n 64", folder.path());
    let request = by_hand("GET /nothing HTTP/1.1", b"");
    let start = Instant::now();
    let mut busy: Vec<_> = (0..60).map(|_| begin(&server.address, &request)).collect();
    server.wait_for_log("cannot accept");
    thread::scope(|scope| {
        let real = scope.spawn(|| get(&server.address, &format!("/channels?{ADA}")).status);
        while !real.is_finished() {
            assert!(start.elapsed() < Duration::from_secs(10), "{}", server.log());
            for stream in &mut busy {
                // Most have been closed by now.
                stream.write_all(&request).ok();
            }
            thread::sleep(Duration::from_millis(50));
        }
        assert_eq!(real.join().expect("no panic"), 200);
    });
    assert_eq!(server.log().matches("cannot accept").count(), 1, "{}", server.log());
    let last = raw(&server.address, &request);
    assert_eq!(last.header("connection"), Some("close"), "not enough room for long enough");
}

/// Asks on one connection until a reply says that it is the last; gives the number of replies, and whether one said so.
fn ask_until_the_last(address: &str) -> (usize, bool) {
    let mut stream = begin(address, b"");
    let request = by_hand(&format!("GET /channels/1?{ADA} HTTP/1.1"), b"");
    for answered in 0.. {
        let sent = stream.write_all(&request);
        let Some(reply) = sent.ok().and_then(|()| reply(&mut stream)) else { return (answered, false) };
        assert_eq!(reply.status, 200, "{}", reply.body);
        if reply.header("connection") == Some("close") {
            return (answered + 1, true);
        }
    }
    unreachable!("it does not count so far")
}

#[test]
fn a_server_that_stops_under_load_answers_what_has_begun_and_says_which_reply_is_the_last() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut server = start_limited("true", folder.path());
    let address = server.address.as_str();
    thread::scope(|scope| {
        let clients: Vec<_> = (0..8).map(|_| scope.spawn(|| ask_until_the_last(address))).collect();
        thread::sleep(Duration::from_millis(500));
        server.signal("TERM");
        for client in clients {
            let (answered, is_last) = client.join().expect("no panic");
            assert!(answered > 1 && is_last, "closed without a word after {answered} replies");
        }
    });
    assert_eq!(server.end().code(), Some(0));
}
