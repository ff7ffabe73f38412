//! What is private stays in the log.

use rusqlite::Connection;

use crate::client::get;
use crate::server::Fresh;
use crate::{ADA, E, assert_failure};

#[test]
fn a_fault_is_logged_with_its_cause_and_answered_without() {
    let fresh = Fresh::start();
    let database = Connection::open(fresh.database()).expect("the file");
    database.execute_batch("DROP TABLE group_channels; DROP TABLE groups").expect("dropped");
    let reply = get(&fresh.server.address, &format!("/groups?{ADA}"));
    let description = "The platform failed to answer; try again later";
    assert_failure(&reply, E::InternalError, 500, description);
    fresh.server.wait_for_log("no such table: groups");
    let log = fresh.server.log();
    let events: Vec<_> = log.lines().filter(|line| line.contains("no such table")).collect();
    assert_eq!(events.len(), 1, "{log}");
    for part in ["ERROR errcat", r#"code="internal_error""#, "status=500"] {
        assert!(events[0].contains(part), "{part}: {}", events[0]);
    }
    assert_eq!(get(&fresh.server.address, &format!("/channels?{ADA}")).status, 200, "the rest works on");
}
