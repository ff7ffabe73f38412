//! What is private stays in the log.

use std::path::Path;

use rusqlite::Connection;
use test_server::Server;

use crate::cases::cases;
use crate::client::{by_hand, get, post, send, send_raw};
use crate::readme;
use crate::server::{Fresh, start};
use crate::tap::Tap;
use crate::{ADA, E, UNAVAILABLE, WRITE, assert_failure};

const FAULT: &str = "The platform failed to answer; try again later";

#[test]
fn a_fault_is_logged_with_its_cause_and_answered_without() {
    let fresh = Fresh::start();
    let database = Connection::open(fresh.database()).expect("the file");
    database.execute_batch("DROP TABLE group_channels; DROP TABLE groups").expect("dropped");
    let reply = get(&fresh.server.address, &format!("/groups?{ADA}"));
    assert_failure(&reply, E::InternalError, 500, FAULT);
    fresh.server.wait_for_log("no such table: groups");
    let log = fresh.server.log();
    let events: Vec<_> = log.lines().filter(|line| line.contains("no such table")).collect();
    assert_eq!(events.len(), 1, "{log}");
    for part in ["ERROR errcat", r#"code="internal_error""#, "status=500"] {
        assert!(events[0].contains(part), "{part}: {}", events[0]);
    }
    assert_eq!(get(&fresh.server.address, &format!("/channels?{ADA}")).status, 200, "the rest works on");
}

// What is planted. JSON and HTTP write each as it stands here, so that none of them can hide.

/// A part of the database file's path.
const FOLDER: &str = "planted-folder-b41d";
/// The text of an error of the database.
const TEXT: &str = "planted-text-9c02";
/// What an error's text holds that a driver wrote: a connection string, with the password of a service.
const PASSWORD: &str = "planted-password-77ae";
/// A name in SQL that the database keeps.
const TABLE: &str = "planted_table_51f0";
/// A fragment of the server's own SQL.
const SQL: &str = "INSERT INTO feeds (channel_id, created_at, fields)";
/// A user's own password. The server keeps its hash, and no error of the server's names it: not even the log has it.
const USERS_PASSWORD: &str = "planted-users-password-30d7";
/// One that a client takes for a number.
const USERS_NUMBER: &str = "70913558213";

/// What else no client reads: words of SQL, of `SQLite`, and of Rust.
const TELLTALES: [&str; 9] =
    ["SELECT ", "INSERT ", "WHERE ", "no such table", "constraint", "SQLite", ".db", ".rs", "Error("];

#[test]
fn no_byte_that_is_sent_holds_a_secret_and_the_log_holds_each() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = folder.path().join(FOLDER).join("platform.db");
    std::fs::create_dir(folder.path().join(FOLDER)).expect("made");
    let mut server = start(&database);
    let tap = Tap::on(&server.address);

    usual_requests(&tap.address, &server);
    plant(&database);
    let faults = faulty_requests(&tap.address);
    std::fs::remove_file(&database).expect("removed");
    assert_failure(&get(&tap.address, "/ready"), E::ServiceUnavailable, 503, UNAVAILABLE);
    server.signal("INT");
    assert!(server.end().success());

    let (sent, log) = (tap.sent(), server.log());
    for secret in [FOLDER, TEXT, PASSWORD, TABLE, SQL, USERS_PASSWORD, USERS_NUMBER].iter().chain(&TELLTALES)
    {
        assert!(!sent.contains(secret), "{secret} has been sent");
    }
    // The tap has seen all that there was to see.
    for code in E::ALL {
        assert!(
            sent.contains(&format!(r#""errorCode":"{code}""#)),
            "{code} has not been sent, or not been seen"
        );
    }
    assert_eq!(sent.matches(FAULT).count(), faults);
    let events: String = log.lines().filter(|line| line.contains("ERROR errcat")).collect();
    assert_eq!(events.matches(r#"code="internal_error""#).count(), faults);
    for secret in [FOLDER, TEXT, PASSWORD, TABLE, SQL] {
        assert!(events.contains(secret), "{secret} is not in the log:\n{log}");
    }
    assert!(!log.contains(USERS_PASSWORD) && !log.contains(USERS_NUMBER), "{log}");
}

/// All that the other tests ask for by a table: each code but `internal_error`, the README's successes, and a user's
/// password wherever there is a place for one.
fn usual_requests(address: &str, server: &Server) {
    for (method, path, body, ..) in cases() {
        send(address, method, &path, &body);
    }
    readme::send_all(address);
    for head in ["nonsense".to_owned(), format!("GET /{} HTTP/1.1", "a".repeat(70_000))] {
        send_raw(address, &by_hand(&head, b""));
    }
    let grace = format!(r#""username":"grace","password":"{USERS_PASSWORD}""#);
    let email = r#""email":"grace@example.com""#;
    let bodies = [
        ("/accounts", format!("{{{grace},{email}}}"), 200),
        ("/accounts", format!("{{{grace},{email}}}"), 400),
        ("/accounts", format!("{{{grace},{email}"), 400),
        ("/accounts", format!(r#"{{{grace},"email":7}}"#), 400),
        ("/accounts", format!(r#"{{"username":"grace","password":["{USERS_PASSWORD}"]}}"#), 400),
        ("/accounts/login", format!("{{{grace}}}"), 403),
        ("/accounts/login", format!(r#"{{"username":"ada","password":{USERS_NUMBER}}}"#), 400),
        ("/accounts/login", format!(r#"{{"username":"ada","password":"{USERS_PASSWORD}"}}"#), 401),
    ];
    for (path, body, status) in bodies {
        assert_eq!(post(address, path, &body).status, status, "{path} {body}");
    }
    server.wait_for_log("its verification code");
}

/// Breaks the database from outside, as another program may: a trigger that fails, and a table that is gone.
fn plant(database: &Path) {
    let database = Connection::open(database).expect("the file");
    let trigger = |table: &str, event: &str| {
        format!(
            "CREATE TRIGGER {table}_{event} BEFORE {event} ON {table}
             BEGIN SELECT RAISE(ABORT, '{TEXT}: postgres://platform:{PASSWORD}@10.0.0.7/accounts'); END;"
        )
    };
    let broken = [trigger("feeds", "INSERT"), trigger("channels", "DELETE"), trigger("accounts", "UPDATE")];
    database.execute_batch(&broken.concat()).expect("planted");
    // The view comes last: with it, SQLite renames nothing more.
    let gone = format!(
        "ALTER TABLE commands RENAME TO {TABLE}_commands; ALTER TABLE accounts RENAME password_hash TO {TABLE};
         DROP TABLE group_channels; DROP TABLE groups; CREATE VIEW groups AS SELECT * FROM {TABLE};"
    );
    database.execute_batch(&gone).expect("planted");
}

/// A fault in each area; gives their number.
fn faulty_requests(address: &str) -> usize {
    let password = format!(r#"{{"username":"ada","password":"{USERS_PASSWORD}"}}"#);
    let account =
        format!(r#"{{"username":"joan","email":"joan@example.com","password":"{USERS_PASSWORD}"}}"#);
    let requests = [
        ("POST", "/accounts".to_owned(), account.as_str()),
        ("POST", "/accounts/login".to_owned(), password.as_str()),
        ("PUT", format!("/accounts/settings?{ADA}"), r#"{"settings":"{}"}"#),
        ("POST", format!("/channels?{ADA}"), r#"{"name":"cellar"}"#),
        ("DELETE", format!("/channels/1?{ADA}"), ""),
        ("POST", format!("/channels/1/feeds?{WRITE}"), r#"{"field1":21}"#),
        ("POST", format!("/channels/1/commands?{ADA}"), r#"{"command_string":"testing"}"#),
        ("GET", format!("/groups?{ADA}"), ""),
        ("POST", format!("/groups?{ADA}"), r#"{"group_name":"orchard"}"#),
    ];
    for (method, path, body) in &requests {
        assert_eq!(send(address, method, path, body).status, 500, "{method} {path}");
    }
    requests.len()
}
