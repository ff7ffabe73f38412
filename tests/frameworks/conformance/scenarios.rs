//! What takes more than one request, or more than bytes that are sent at once.

use std::io::Write;
use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use crate::conformance::case::Expect;
use crate::conformance::client::{Connection, Reply, ask, get, json, request};
use crate::conformance::framework::Scenario;
use crate::conformance::service::LIMIT;

type Held = Result<(), String>;

pub(crate) const SCENARIOS: &[Scenario] = &[
    ("pipelined requests", pipelined),
    ("HEAD in a pipeline", head_in_pipeline),
    ("a connection after failures", kept_alive),
    ("a connection that is closed for sending", half_closed),
    ("a body that breaks off", broken_off),
    ("more body than the length says", longer_than_said),
    ("100-continue for a body that is read", continued),
    ("100-continue for a body that nobody reads", not_continued),
    ("100 MB of JSON", |address| large(address, "/json", 413, "payload_too_large")),
    ("100 MB for nobody", |address| large(address, "/nothing", 404, "not_found")),
    ("a slow body", slow),
    ("clients that go away", gone),
    ("a panic while 100 others run", panic_among_others),
];

#[expect(clippy::needless_pass_by_value, reason = "what `map_err` gives")]
fn text(error: std::io::Error) -> String {
    error.to_string()
}

/// Its text is the matter of cases.
fn hold(reply: &Reply, status: u16, code: &'static str) -> Held {
    Expect::failure(status, code).any_text().hold(reply, false)
}

fn next(connection: &mut Connection) -> Result<Reply, String> {
    connection.reply(false).map_err(text)
}

fn connected(address: SocketAddr, bytes: &[u8]) -> Result<Connection, String> {
    let mut connection = Connection::new(address).map_err(text)?;
    connection.send(bytes).map_err(text)?;
    Ok(connection)
}

fn is_ok(reply: &Reply) -> Held {
    if reply.status == 200 { Ok(()) } else { Err(format!("{reply:?}")) }
}

/// Each is answered, in their order.
fn pipelined(address: SocketAddr) -> Held {
    let requests =
        [get("/ok"), get("/nothing"), request("DELETE", "/ok", ""), json("{"), get("/panics"), get("/ok")];
    let mut connection = connected(address, &requests.concat())?;
    is_ok(&next(&mut connection)?)?;
    hold(&next(&mut connection)?, 404, "not_found")?;
    hold(&next(&mut connection)?, 405, "method_not_allowed")?;
    hold(&next(&mut connection)?, 400, "invalid_json")?;
    hold(&next(&mut connection)?, 500, "internal")?;
    is_ok(&next(&mut connection)?)
}

/// A head alone, whatever has been read after it.
fn head_in_pipeline(address: SocketAddr) -> Held {
    let requests = [request("HEAD", "/nothing", ""), get("/ok")];
    let mut connection = connected(address, &requests.concat())?;
    Expect::failure(404, "not_found").hold(&connection.reply(true).map_err(text)?, true)?;
    is_ok(&next(&mut connection)?)
}

/// A failure is no reason to close, and `HEAD` leaves nothing on the wire for the next to read.
fn kept_alive(address: SocketAddr) -> Held {
    let mut connection = Connection::new(address).map_err(text)?;
    for _ in 0..3 {
        for (request, status) in [
            (get("/nothing"), 404),
            (request("HEAD", "/nothing", ""), 404),
            (request("HEAD", "/panics", ""), 500),
            (json("[]"), 400),
            (get("/panics"), 500),
            (get("/ok"), 200),
        ] {
            connection.send(&request).map_err(text)?;
            let reply = connection.reply(request.starts_with(b"HEAD ")).map_err(text)?;
            if reply.status != status {
                return Err(format!("{status}: {reply:?}"));
            }
        }
    }
    Ok(())
}

fn half_closed(address: SocketAddr) -> Held {
    let mut connection = connected(address, &get("/nothing"))?;
    connection.half_close().map_err(text)?;
    hold(&next(&mut connection)?, 404, "not_found")
}

fn broken_off(address: SocketAddr) -> Held {
    let head = request("POST", "/json", "content-type: application/json\r\ncontent-length: 9\r\n");
    let mut connection = connected(address, &[&head[..], b"{"].concat())?;
    connection.half_close().map_err(text)?;
    match connection.reply(false) {
        Ok(reply) => hold(&reply, 400, "bad_request"),
        // Nobody may be there to read it: to close is as good.
        Err(_) => Ok(()),
    }
}

/// What is over is no request, and what is before it is answered.
fn longer_than_said(address: SocketAddr) -> Held {
    let head = request("POST", "/json", "content-type: application/json\r\ncontent-length: 2\r\n");
    let mut connection = connected(address, &[&head[..], b"{}{}\r\n\r\n"].concat())?;
    hold(&next(&mut connection)?, 400, "invalid_data")
}

fn continued(address: SocketAddr) -> Held {
    let body = br#"{"channel":{"name":5}}"#;
    let headers = format!(
        "content-type: application/json\r\nexpect: 100-continue\r\ncontent-length: {}\r\n",
        body.len()
    );
    let mut connection = connected(address, &request("POST", "/json", &headers))?;
    let asked = next(&mut connection)?;
    if asked.status != 100 {
        return Err(format!("{asked:?}"));
    }
    connection.send(body).map_err(text)?;
    hold(&next(&mut connection)?, 400, "invalid_data")
}

/// The failure comes in place of the invitation.
fn not_continued(address: SocketAddr) -> Held {
    let headers = "expect: 100-continue\r\ncontent-length: 100000000\r\n";
    let mut connection = connected(address, &request("POST", "/nothing", headers))?;
    hold(&next(&mut connection)?, 404, "not_found")
}

/// The reply comes long before the body has been sent, and the server reads little more of it than it may hold.
fn large(address: SocketAddr, target: &str, status: u16, code: &'static str) -> Held {
    const LENGTH: usize = 100_000_000;
    let headers = format!("content-type: application/json\r\ncontent-length: {LENGTH}\r\n");
    let mut connection = connected(address, &request("POST", target, &headers))?;
    let mut sender = connection.sender().map_err(text)?;
    let sending = thread::spawn(move || {
        let block = b" ".repeat(64 * 1024);
        (0..LENGTH / block.len()).take_while(|_| sender.write_all(&block).is_ok()).count() * block.len()
    });
    let reply = next(&mut connection)?;
    drop(connection);
    let sent = sending.join().map_err(|_| "the sender panicked")?;
    hold(&reply, status, code)?;
    // What fits the buffers of two sockets has been sent, whoever reads.
    if sent < LIMIT + 32_000_000 { Ok(()) } else { Err(format!("{sent} bytes were taken")) }
}

/// A byte now and then does not keep a request alive.
fn slow(address: SocketAddr) -> Held {
    let headers = "content-type: application/json\r\ncontent-length: 1000\r\n";
    let mut connection = connected(address, &request("POST", "/json", headers))?;
    let mut sender = connection.sender().map_err(text)?;
    let sending = thread::spawn(move || {
        for _ in 0..50 {
            thread::sleep(Duration::from_millis(100));
            if sender.write_all(b" ").is_err() {
                break;
            }
        }
    });
    let start = Instant::now();
    let reply = next(&mut connection)?;
    hold(&reply, 408, "timeout")?;
    drop(connection);
    sending.join().map_err(|_| "the sender panicked")?;
    let waited = start.elapsed();
    if waited < Duration::from_secs(8) { Ok(()) } else { Err(format!("{waited:?}")) }
}

fn gone(address: SocketAddr) -> Held {
    for request in [get("/slow"), get("/panics"), get("/stream"), json("{}")] {
        drop(connected(address, &request)?);
        drop(connected(address, &request[..request.len() / 2])?);
    }
    Ok(())
}

/// All are answered, each with its own.
fn panic_among_others(address: SocketAddr) -> Held {
    thread::scope(|scope| {
        let others: Vec<_> = (0..100)
            .map(|number| {
                scope.spawn(move || {
                    let mut connection = connected(address, &get(&format!("/path/{number}")))?;
                    is_ok(&next(&mut connection)?)?;
                    thread::sleep(Duration::from_millis(50));
                    connection.send(&get("/nothing")).map_err(text)?;
                    hold(&next(&mut connection)?, 404, "not_found")
                })
            })
            .collect();
        for _ in 0..10 {
            hold(&ask(address, &get("/panics")).map_err(text)?, 500, "internal")?;
        }
        others.into_iter().try_for_each(|other| other.join().map_err(|_| "a client panicked")?)
    })
}
