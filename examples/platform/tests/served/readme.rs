//! The README of the platform says what is true.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use errcat_catalog::Catalog;

use crate::client::{Reply, send};
use crate::curl::Curl;
use crate::document::{self, Operation};
use crate::server::Fresh;
use crate::{E, ErrorCode};

const README: &str = include_str!("../../README.md");

/// The rows of the README's tables that have a request: code, status, request.
fn documented() -> Vec<(ErrorCode, u16, Curl)> {
    let rows = README.lines().filter(|line| line.starts_with("| `") && line.contains("`curl "));
    rows.map(|row| {
        let cells: Vec<_> =
            row.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        let &[code, status, curl] = cells.as_slice() else { panic!("{row}") };
        let code = code.parse().unwrap_or_else(|error| panic!("{error}: {row}"));
        (code, status.parse().expect("a status"), Curl::parse(curl))
    })
    .collect()
}

/// The requests of the README's list of successes.
fn successes() -> impl Iterator<Item = Curl> {
    README.lines().filter(|line| line.starts_with("curl ")).map(Curl::parse)
}

/// Sends every request of the README.
pub(crate) fn send_all(address: &str) {
    let requests = documented().into_iter().map(|(.., curl)| curl).chain(successes());
    requests.for_each(|curl| drop(last(address, &curl)));
}

/// Sends all that a line asks for; the last reply is the one that it is about.
fn last(address: &str, curl: &Curl) -> Reply {
    let send = |path: &String| send(address, &curl.method, path, &curl.body);
    let mut replies: Vec<_> = curl.paths.iter().map(send).collect();
    replies.pop().expect("a request")
}

#[test]
fn the_requests_of_the_readme_get_what_it_says() {
    let Fresh { server, .. } = &Fresh::start();
    let documented = documented();
    let codes: Vec<_> = documented.iter().map(|(code, ..)| *code).collect();
    // No single request gets these: they are faults of the server's own.
    let faults = [E::InternalError, E::ServiceUnavailable];
    let requestable: Vec<_> = E::ALL.iter().copied().filter(|code| !faults.contains(code)).collect();
    assert_eq!(codes, requestable, "each code has its row, in the catalog's order");
    // Twice, since nobody tries a line only once.
    for (code, status, curl) in documented.iter().chain(&documented) {
        let reply = last(&server.address, curl);
        assert_eq!((reply.code().as_str(), reply.status), (code.code(), *status), "{curl:?}");
    }
}

#[test]
fn the_successes_of_the_readme_are_successes() {
    let Fresh { server, .. } = &Fresh::start();
    let successes: Vec<_> = successes().collect();
    assert_eq!(successes.len(), 9);
    for curl in successes {
        let reply = last(&server.address, &curl);
        assert_eq!(reply.status, 200, "{curl:?}: {}", reply.body);
    }
}

#[test]
fn a_curl_line_is_read_as_a_shell_and_curl_read_it() {
    let line = r#"curl -i -X PUT '127.0.0.1:8080/a?n=[1-3]' -d '{"b": "c"}'"#;
    let paths = ["/a?n=1", "/a?n=2", "/a?n=3"].map(str::to_owned).to_vec();
    assert_eq!(Curl::parse(line), Curl { method: "PUT".into(), paths, body: r#"{"b": "c"}"#.into() });
}

/// The catalog of the platform.
pub(crate) fn catalog() -> Catalog {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("error_codes.toml");
    errcat_catalog::read(&path.to_string_lossy(), &mut |file: &str| fs::read(file))
        .unwrap_or_else(|rejected| panic!("{:?}", rejected.diagnostics.messages().collect::<Vec<_>>()))
}

/// Compares a part of the README that a test writes. `ERRCAT_UPDATE=1 cargo test -p platform readme` writes the part anew.
#[track_caller]
fn has_part(name: &str, part: &str) {
    let [begin, end] =
        [format!("<!-- written by a test: {name} -->\n"), format!("<!-- the end of {name} -->\n")];
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).expect("the README");
    let (before, rest) = readme.split_once(&begin).expect("the begin of the part");
    let (_, after) = rest.split_once(&end).expect("the end of the part");
    let right = [before, &begin, part, &end, after].concat();
    if std::env::var_os("ERRCAT_UPDATE").is_some() {
        fs::write(&path, &right).expect("written");
    } else {
        assert!(readme == right, "run this test with ERRCAT_UPDATE=1 to write {name} anew");
    }
}

#[test]
fn the_codes_are_those_of_the_catalog() {
    has_part("the codes", &errcat_catalog::generate::markdown(&catalog(), false));
}

#[test]
fn the_codes_of_the_routes_are_those_of_the_document() {
    let Fresh { server, .. } = &Fresh::documented("60");
    let operations = document::operations(&document::bytes(&server.address));
    has_part("the codes of the routes", &codes_of_routes(&operations));
}

/// The codes that all routes have, and those that each of them has beside these.
fn codes_of_routes(operations: &[Operation]) -> String {
    let sets = operations.iter().map(|operation| operation.codes.clone());
    let of_all = sets.reduce(|all, codes| &all & &codes).expect("operations");
    let row = |operation: &Operation| {
        let Operation { method, path, codes, .. } = operation;
        format!("| `{method} {path}` | {} |\n", names(&(codes - &of_all)))
    };
    let rows: String = operations.iter().map(row).collect();
    let of_all = names(&of_all);
    format!("Every route can send {of_all}.\n\n| route | its other codes |\n|---|---|\n{rows}")
}

/// In the order of the catalog.
fn names(codes: &BTreeSet<ErrorCode>) -> String {
    let names: Vec<_> = codes.iter().map(|code| format!("`{code}`")).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
