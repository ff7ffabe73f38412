//! Starting, stopping and being killed, and what is left of the data.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::client::{begin, by_hand, get, post, raw};
use crate::server::{Fresh, binary, start, start_with_rate_limit};
use crate::{ADA, WRITE};

fn assert_whole(database: &Path) {
    let connection = Connection::open(database).expect("the file");
    let check: String =
        connection.pragma_query_value(None, "integrity_check", |row| row.get(0)).expect("checked");
    assert_eq!(check, "ok");
    let broken = connection.prepare("PRAGMA foreign_key_check").and_then(|mut check| check.exists([]));
    assert_eq!(broken, Ok(false));
}

#[test]
fn the_data_outlives_the_server() {
    let mut fresh = Fresh::start();
    let database = fresh.database();
    for signal in ["INT", "TERM"] {
        let path = format!("/channels?{ADA}");
        assert_eq!(post(&fresh.server.address, &path, r#"{"name":"cellar"}"#).status, 200);
        fresh.server.signal(signal);
        assert_eq!(fresh.server.end().code(), Some(0), "{}", fresh.server.log());
        for beside in ["-wal", "-shm"] {
            let left = database.with_file_name(format!("platform.db{beside}"));
            assert!(!left.exists(), "{}", left.display());
        }
        assert_whole(&database);
        fresh.server = start(&database);
    }
    let account = get(&fresh.server.address, &format!("/accounts?{ADA}"));
    assert_eq!(account.json()["account"]["balance"], 980);
    let channels = get(&fresh.server.address, &format!("/channels?{ADA}"));
    assert_eq!(channels.json()["channels"].as_array().map(Vec::len), Some(3), "nothing is planted twice");
}

#[test]
fn a_server_that_is_killed_leaves_nothing_half_done() {
    let mut fresh = Fresh::start();
    let address = fresh.server.address.clone();
    let busy = thread::spawn(move || {
        let body = br#"{"name":"cellar"}"#;
        let head =
            format!("POST /channels?{ADA} HTTP/1.1\r\nconnection: close\r\ncontent-length: {}", body.len());
        // Until nobody listens.
        while let Ok(mut stream) = TcpStream::connect(&address) {
            stream.write_all(&by_hand(&head, body)).ok();
            stream.read_to_end(&mut Vec::new()).ok();
        }
    });
    thread::sleep(Duration::from_millis(150));
    fresh.server.signal("KILL");
    fresh.server.end();
    busy.join().expect("done");
    assert_whole(&fresh.database());
    fresh.server = start(&fresh.database());
    let channels = get(&fresh.server.address, &format!("/channels?{ADA}")).json();
    let made = i64::try_from(channels["channels"].as_array().map_or(0, Vec::len)).expect("few") - 1;
    let balance = get(&fresh.server.address, &format!("/accounts?{ADA}")).json();
    assert!(made > 0, "the server was killed too early to show anything");
    assert_eq!(balance["account"]["balance"], 1000 - 10 * made, "paid for what was made");
}

#[test]
fn a_request_in_flight_is_answered_before_the_server_stops() {
    let Fresh { mut server, folder: _folder } = Fresh::start();
    let mut stream = TcpStream::connect(&server.address).expect("the server listens");
    let body = br#"{"field1":1}"#;
    let head = format!("POST /channels/1/feeds?{WRITE} HTTP/1.1\r\ncontent-length: {}", body.len());
    stream.write_all(&by_hand(&head, &body[..4])).expect("sent");
    thread::sleep(Duration::from_millis(200));
    server.signal("INT");
    server.wait_for_log("stopping");
    let late = raw(&server.address, &by_hand("GET /ready HTTP/1.1", b""));
    assert_eq!((late.status, late.header("connection")), (200, Some("close")), "as the kernel may take some");
    stream.write_all(&body[4..]).expect("sent");
    let mut reply = String::new();
    stream.read_to_string(&mut reply).expect("answered");
    assert!(reply.starts_with("HTTP/1.1 200 OK\r\n"), "{reply}");
    assert_eq!(server.end().code(), Some(0));
}

#[test]
fn a_second_signal_ends_the_server_at_once() {
    let Fresh { mut server, folder: _folder } = Fresh::start();
    let _slow = begin(&server.address, b"POST /accounts HTTP/1.1\r\ncontent-length: 9\r\n\r\n{");
    thread::sleep(Duration::from_millis(200));
    let start = Instant::now();
    for said in ["stopping", "second signal"] {
        server.signal("TERM");
        server.wait_for_log(said);
    }
    assert_eq!(server.end().code(), Some(0));
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}

#[test]
fn an_idle_connection_does_not_hold_the_server_up() {
    let Fresh { server, folder: _folder } = Fresh::start();
    let idle = TcpStream::connect(&server.address).expect("the server listens");
    get(&server.address, "/");
    let start = Instant::now();
    server.stop();
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    drop(idle);
}

#[test]
fn the_rate_limit_is_an_option() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = start_with_rate_limit("2", &folder.path().join("platform.db"));
    let statuses = [(); 3].map(|()| get(&server.address, &format!("/accounts?{ADA}")).status);
    assert_eq!(statuses, [200, 200, 429]);
    let none = Command::new(binary()).args(["--rate-limit", "0"]).output().expect("it runs");
    assert_eq!(none.status.code(), Some(2), "clap refuses it");
}

#[test]
fn what_cannot_be_started_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let output = Command::new(binary()).args(arguments).output().expect("it runs");
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).expect("text")
    };
    let text = folder.path().join("text");
    std::fs::write(&text, "no database, but long enough to be looked at: ".repeat(100)).expect("written");
    let said = run(&["--addr", "127.0.0.1:0", "--db", text.to_str().expect("text")]);
    assert!(said.contains("cannot open database") && said.contains("not a database"), "{said}");
    let foreign = folder.path().join("foreign.db");
    let tables = Connection::open(&foreign).and_then(|other| other.execute_batch("CREATE TABLE others (a)"));
    tables.expect("made");
    let before = std::fs::read(&foreign).expect("there");
    let said = run(&["--addr", "127.0.0.1:0", "--db", foreign.to_str().expect("text")]);
    assert!(said.contains("it is the database of another program"), "{said}");
    assert!(before == std::fs::read(&foreign).expect("there"), "it has been written to");
    let said = run(&["--addr", "127.0.0.1:0", "--db", "/nowhere/at/all.db"]);
    assert!(said.contains("cannot open database `/nowhere/at/all.db`"), "{said}");
    let new = folder.path().join("new.db");
    let said = run(&["--addr", "nonsense", "--db", new.to_str().expect("text")]);
    assert!(said.contains("cannot listen on `nonsense`"), "{said}");
}
