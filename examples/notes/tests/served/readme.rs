//! The README says what is true.

use crate::{http, start, url};

pub(crate) const README: &str = include_str!("../../README.md");

/// The requests of the README with their bodies, and the replies below them.
fn documented() -> Vec<(&'static str, Option<&'static str>, &'static str)> {
    let mut lines = README.lines();
    let mut requests = Vec::new();
    while let Some(line) = lines.next() {
        let Some(request) = line.strip_prefix("$ curl 127.0.0.1:8082") else { continue };
        let reply = lines.next().expect("a reply below the request");
        requests.push(match request.split_once(" --json ") {
            Some((path, body)) => (path, Some(body.trim_matches('\'')), reply),
            None => (request, None, reply),
        });
    }
    requests
}

#[tokio::test]
async fn the_requests_of_the_readme_get_the_bodies_below_them() {
    let server = start();
    let requests = documented();
    assert_eq!(requests.len(), 9);
    for (path, body, expected) in requests {
        let url = format!("{}{path}", url(&server));
        let request = match body {
            Some(body) => http().post(url).header("content-type", "application/json").body(body),
            None => http().get(url),
        };
        let reply = request.send().await.expect("a reply").text().await.expect("a body");
        assert_eq!(reply, expected, "{path} {body:?}");
    }
}

#[test]
fn the_templates_of_the_readme_are_those_of_the_catalog() {
    let block = README.split_once("```toml\n").and_then(|(_, rest)| rest.split_once("```"));
    let (templates, _) = block.expect("a block");
    assert!(include_str!("../../error_codes.toml").contains(templates), "{templates}");
}

#[tokio::test]
async fn the_log_is_as_the_readme_shows_it() {
    let mut server = start();
    http().post(format!("{}/backups", url(&server))).send().await.expect("a reply");
    server.kill();
    let shown = README.lines().find(|line| line.starts_with("ERROR errcat: ")).expect("a line of the log");
    assert!(server.log().contains(shown), "{}", server.log());
}
