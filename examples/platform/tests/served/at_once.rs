//! Many requests at once.

use std::collections::BTreeSet;
use std::thread;

use crate::client::{get, post};
use crate::server::Fresh;
use crate::{ADA, READ, WRITE};

#[test]
fn fifty_requests_at_once_are_all_done() {
    let Fresh { server, .. } = &Fresh::start();
    let address = server.address.as_str();
    let ids: BTreeSet<String> = thread::scope(|scope| {
        let requests: Vec<_> = (0..50)
            .map(|number| {
                scope.spawn(move || {
                    let body = format!(r#"{{"field1":{number}}}"#);
                    post(address, &format!("/channels/1/feeds?{WRITE}"), &body).text("/feed/entry_id")
                })
            })
            .collect();
        requests.into_iter().map(|request| request.join().expect("answered")).collect()
    });
    assert_eq!(ids.len(), 50);
    let feeds = get(address, &format!("/channels/1/feeds?{READ}"));
    assert_eq!(feeds.json()["feeds"].as_array().map(Vec::len), Some(53));
}

#[test]
fn a_name_is_taken_once_by_who_ask_for_it_at_once() {
    let Fresh { server, .. } = &Fresh::start();
    let address = server.address.as_str();
    let statuses: Vec<u16> = thread::scope(|scope| {
        let ask = || post(address, &format!("/groups?{ADA}"), r#"{"group_name":"orchard"}"#).status;
        let requests: Vec<_> = (0..20).map(|_| scope.spawn(ask)).collect();
        requests.into_iter().map(|request| request.join().expect("answered")).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 409).count(), 19, "{statuses:?}");
}
