//! A database that others lock, take away, or leave no room for.

use std::fs;
use std::os::unix::fs::{FileExt, symlink};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use test_server::Server;

use crate::client::{Reply, get, post};
use crate::server::{Fresh, start, start_under};
use crate::{ADA, E, UNAVAILABLE, WRITE, assert_failure};

fn read(server: &Server) -> Reply {
    get(&server.address, &format!("/channels/1?{ADA}"))
}

fn write(server: &Server) -> Reply {
    post(&server.address, &format!("/channels/1/feeds?{WRITE}"), r#"{"field1":1}"#)
}

fn assert_unavailable(reply: &Reply) {
    assert_failure(reply, E::ServiceUnavailable, 503, UNAVAILABLE);
    assert_eq!(reply.header("retry-after"), Some("2"));
}

/// What cannot be used is logged once, however many ask for it.
fn assert_logged_once(server: &Server, text: &str) {
    server.wait_for_log(text);
    let log = server.log();
    assert_eq!(log.matches("ERROR").count(), 1, "{log}");
}

#[test]
fn a_server_that_can_keep_what_it_is_sent_is_ready() {
    let Fresh { server, .. } = &Fresh::start();
    let reply = get(&server.address, "/ready");
    assert_eq!((reply.status, reply.body.as_str()), (200, r#"{"result":"success","server_time":"TIME"}"#));
}

#[test]
fn reads_wait_for_nobody_and_writes_wait_once_for_a_lock_of_another_process() {
    let fresh = Fresh::start();
    let server = &fresh.server;
    let other = Connection::open(fresh.database()).expect("the file");
    other.execute_batch("BEGIN IMMEDIATE").expect("locked");
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                assert_unavailable(&write(server));
                assert!(start.elapsed() < Duration::from_secs(6), "{:?}", start.elapsed());
            });
        }
        thread::sleep(Duration::from_millis(300));
        let begun = Instant::now();
        assert_eq!(read(server).status, 200);
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    });
    assert_unavailable(&get(&server.address, "/ready"));
    assert_logged_once(server, "has been busy");
    other.execute_batch("ROLLBACK").expect("unlocked");
    assert_eq!(write(server).status, 200);
    server.wait_for_log("can be used again");
}

#[test]
fn nothing_is_read_from_or_written_to_a_database_that_is_gone_or_replaced() {
    let fresh = Fresh::start();
    let (server, database) = (&fresh.server, fresh.database());
    assert_eq!(write(server).status, 200);
    let away = database.with_file_name("away.db");
    fs::rename(&database, &away).expect("gone");
    // Nobody has asked for anything yet.
    server.wait_for_log("has been removed or replaced");
    let ready = || get(&server.address, "/ready");
    [read(server), write(server), ready()].iter().for_each(assert_unavailable);
    fs::copy(&away, &database).expect("replaced");
    [read(server), write(server), ready()].iter().for_each(assert_unavailable);
    assert_logged_once(server, "has been removed or replaced");
    fs::rename(&away, &database).expect("back");
    assert_eq!([read(server), write(server), ready()].map(|reply| reply.status), [200; 3]);
    server.wait_for_log("can be used again");
}

#[test]
fn nothing_is_written_to_a_log_that_is_gone() {
    let fresh = Fresh::start();
    let server = &fresh.server;
    assert_eq!(write(server).status, 200);
    fs::remove_file(fresh.database().with_file_name("platform.db-wal")).expect("gone");
    [read(server), write(server)].iter().for_each(assert_unavailable);
    assert_logged_once(server, "-wal` has been removed or replaced");
}

#[test]
fn two_servers_lose_nothing_where_the_index_of_the_log_is_gone() {
    let fresh = Fresh::start();
    let database = fresh.database();
    let mut kept = i64::from(write(&fresh.server).status == 200);
    fs::remove_file(database.with_file_name("platform.db-shm")).expect("gone");
    let other = start(&database);
    for _ in 0..10 {
        kept +=
            [&fresh.server, &other].map(|server| i64::from(write(server).status == 200)).iter().sum::<i64>();
    }
    drop((fresh.server, other));
    let rows =
        |database| Connection::open(database)?.query_row("SELECT count(*) FROM feeds", (), |row| row.get(0));
    assert_eq!(rows(&database), Ok(3 + kept));
}

#[test]
fn a_damaged_database_is_not_used_until_the_server_is_restarted() {
    let fresh = Fresh::start();
    let (server, database) = (&fresh.server, fresh.database());
    let other = Connection::open(&database).expect("the file");
    let sql = "SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size WHERE name = 'feeds'";
    let (page, size): (u32, u32) =
        other.query_row(sql, (), |row| Ok((row.get(0)?, row.get(1)?))).expect("a table");
    other.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |_| Ok(())).expect("all in the file");
    let file = fs::File::options().write(true).open(&database).expect("the file");
    file.write_all_at(&[0xff; 512], u64::from((page - 1) * size)).expect("damaged");
    assert_unavailable(&write(server));
    for _ in 0..3 {
        [read(server), write(server), get(&server.address, "/ready")].iter().for_each(assert_unavailable);
    }
    assert_logged_once(server, "restart the server");
    assert!(!server.log().contains("can be used again"), "{}", server.log());
}

#[test]
fn a_log_that_is_cut_short_is_damage() {
    let fresh = Fresh::start();
    let server = &fresh.server;
    assert_eq!(write(server).status, 200);
    let log = fresh.database().with_file_name("platform.db-wal");
    fs::File::options().write(true).open(log).and_then(|log| log.set_len(0)).expect("cut");
    [read(server), write(server), get(&server.address, "/ready")].iter().for_each(assert_unavailable);
    assert_logged_once(server, "restart the server");
}

#[test]
fn a_link_leads_to_the_database_and_what_is_beside_it() {
    let fresh = Fresh::start();
    let link = fresh.database().with_file_name("link.db");
    symlink(fresh.database(), &link).expect("linked");
    let through = start(&link);
    assert_eq!([write(&through), write(&fresh.server)].map(|reply| reply.status), [200; 2]);
    assert!(!link.with_file_name("link.db-wal").exists());
}

#[test]
fn a_full_database_refuses_what_it_cannot_keep_and_can_still_be_read() {
    let fresh = Fresh::start();
    let database = fresh.database();
    fresh.server.stop();
    // Blocks of 512 bytes or of 1024, whichever the shell has: room for some writes.
    let mut server = start_under("ulimit -f 512", &database);
    let refused = (0..2000).map(|_| write(&server)).find(|reply| reply.status != 200);
    assert_unavailable(&refused.expect("a limit"));
    assert_unavailable(&get(&server.address, "/ready"));
    assert_eq!(read(&server).status, 200);
    assert_logged_once(&server, "cannot be used");
    server.signal("TERM");
    assert_eq!(server.end().code(), Some(0), "{}", server.log());
}

#[test]
fn a_database_is_a_path_whatever_it_looks_like() {
    for name in [":memory:", "file:x?mode=memory"] {
        let folder = tempfile::tempdir().expect("a folder");
        let server = start_under(&format!("cd '{}'", folder.path().display()), Path::new(name));
        assert_eq!(write(&server).status, 200);
        server.stop();
        assert!(folder.path().join(name).is_file(), "{name}");
    }
}
