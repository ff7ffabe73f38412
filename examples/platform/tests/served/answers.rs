//! Each operation answers with the codes that its document lists, and with no other. Every code is provoked at every
//! operation that lists it.

use std::collections::BTreeSet;
use std::fs;
use std::thread;

use rusqlite::Connection;

use crate::cases::cases;
use crate::client::{Reply, by_hand, raw, send};
use crate::document::{self, Operation};
use crate::operations::{Request, failures, successes, variants};
use crate::server::Fresh;
use crate::{E, ErrorCode};

/// What was sent, and what came back.
type Exchange = (Request, Reply);

#[test]
fn each_operation_answers_with_the_codes_of_its_document_and_with_no_other() {
    let Fresh { server, .. } = &full();
    let operations = document::operations(&document::bytes(&server.address));
    let exchanges: Vec<Exchange> = thread::scope(|scope| {
        let usual = scope.spawn(|| usual(&server.address));
        let half_bodies = scope.spawn(|| half_bodies(&server.address));
        let provoked = [scope.spawn(throttled), scope.spawn(faulty), scope.spawn(gone)];
        [half_bodies, usual]
            .into_iter()
            .chain(provoked)
            .flat_map(|exchanges| exchanges.join().expect("no panic"))
            .collect()
    });
    for operation in &operations {
        compare(operation, &exchanges);
    }
    // What goes to none of them.
    let is_other = |request: &Request| !operations.iter().any(|own| own.takes(request.method, &request.path));
    for (request, reply) in exchanges.iter().filter(|(request, _)| is_other(request)) {
        let codes = [E::NotFound, E::ErrorMethodInvalid].map(ErrorCode::code);
        assert!(codes.contains(&reply.code().as_str()), "{request:?}: {reply:?}");
    }
}

/// Both ways: what has been got is listed, and what is listed has been got.
fn compare(operation: &Operation, exchanges: &[Exchange]) {
    let (mut codes, mut statuses) = (BTreeSet::new(), BTreeSet::new());
    let own = exchanges.iter().filter(|(request, _)| operation.takes(request.method, &request.path));
    for (request, reply) in own {
        assert!(
            operation.statuses.contains(&reply.status),
            "{} lists no {reply:?} to {request:?}",
            operation.id
        );
        statuses.insert(reply.status);
        if reply.status != 200 {
            let code: ErrorCode = reply.code().parse().expect("a code");
            assert!(operation.codes.contains(&code), "{} lists no {code}: {request:?}", operation.id);
            codes.insert(code);
        }
    }
    let missing: Vec<_> = operation.codes.difference(&codes).collect();
    assert!(missing.is_empty(), "{} lists {missing:?}, which no request has got", operation.id);
    assert_eq!(operation.statuses, statuses, "{}", operation.id);
}

/// A server without a limit of requests, whose account `max` has all that it may have.
fn full() -> Fresh {
    let fresh = Fresh::documented("1000000");
    database(&fresh).execute_batch(include_str!("full.sql")).expect("filled");
    fresh
}

fn database(fresh: &Fresh) -> Connection {
    Connection::open(fresh.database()).expect("the file")
}

fn exchange(address: &str, request: Request) -> Exchange {
    let reply = send(address, request.method, &request.path, &request.body);
    (request, reply)
}

fn all(address: &str, requests: impl IntoIterator<Item = Request>) -> Vec<Exchange> {
    requests.into_iter().map(|request| exchange(address, request)).collect()
}

/// What a client can cause alone. The successes come last: some of them change what the others need.
fn usual(address: &str) -> Vec<Exchange> {
    let mut exchanges = Vec::new();
    for (request, code) in failures() {
        let exchange = exchange(address, request);
        assert_eq!(exchange.1.code(), code.code(), "{exchange:?}");
        exchanges.push(exchange);
    }
    let cases = cases().into_iter().map(|(method, path, body, ..)| Request { method, path, body });
    exchanges.extend(all(address, cases));
    exchanges.extend(all(address, successes().iter().flat_map(variants)));
    let done = all(address, successes());
    assert!(done.iter().all(|(_, reply)| reply.status == 200), "{done:#?}");
    exchanges.extend(done);
    exchanges
}

/// Bodies that are too long, that break off, and that never come: those at once, since each takes 3 seconds.
fn half_bodies(address: &str) -> Vec<Exchange> {
    let long = " ".repeat(20_000);
    let bodies = [
        ("content-length: 20000", long.as_str()),
        ("transfer-encoding: chunked", "ZZ\r\n"),
        ("content-length: 2", "{"),
    ];
    thread::scope(|scope| {
        let sent: Vec<_> = successes()
            .into_iter()
            .flat_map(|request| bodies.map(|(head, body)| (request.clone(), head, body)))
            .map(|(request, head, body)| {
                scope.spawn(move || {
                    let head = format!("{} {} HTTP/1.1\r\n{head}", request.method, request.path);
                    let reply = raw(address, &by_hand(&head, body.as_bytes()));
                    (request, reply)
                })
            })
            .collect();
        sent.into_iter().map(|exchange| exchange.join().expect("answered")).collect()
    })
}

/// One request a minute: the second of each key and of each name is too much.
fn throttled() -> Vec<Exchange> {
    let Fresh { server, .. } = &Fresh::documented("1");
    all(&server.address, successes().into_iter().flat_map(|request| [request.clone(), request]))
}

/// A database without the tables that each request needs.
fn faulty() -> Vec<Exchange> {
    let fresh = Fresh::documented("1000000");
    let gone = "ALTER TABLE accounts RENAME TO no_accounts; ALTER TABLE keys RENAME TO no_keys";
    database(&fresh).execute_batch(gone).expect("renamed");
    all(&fresh.server.address, successes())
}

/// A database that somebody has removed.
fn gone() -> Vec<Exchange> {
    let fresh = Fresh::documented("1000000");
    fs::remove_file(fresh.database()).expect("removed");
    all(&fresh.server.address, successes())
}
