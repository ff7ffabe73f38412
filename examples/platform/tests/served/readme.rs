//! The README of the platform says what is true.

use crate::client::{Reply, send};
use crate::curl::Curl;
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
