//! A service in rocket, whose replies know their request.

use rocket::config::LogLevel;
use rocket::http::Header;
use rocket::local::blocking::Client;
use rocket::{Config, get, routes};

use crate::problem::axum_service::Unserializable;
use crate::problem::preferred::{PROBLEM, Reply, assert_envelope, assert_problem, own};
use crate::problem::{ErrorCode, error_code};

#[get("/fails")]
fn fails() -> error_code::Failure {
    own()
}

#[get("/unserializable")]
fn unserializable() -> error_code::Success<Unserializable> {
    error_code::Success::new(Unserializable)
}

#[get("/ok")]
fn ok() -> error_code::Success<()> {
    ().into()
}

fn ask(path: &'static str, accept: &[&'static str]) -> Reply {
    let config = Config { log_level: LogLevel::Off, ..Config::debug_default() };
    let rocket = rocket::custom(config)
        .mount("/", routes![fails, unserializable, ok])
        .register("/", [errcat::rocket::catcher::<ErrorCode>()]);
    let client = Client::untracked(rocket).expect("a rocket");
    let mut request = client.get(path);
    for line in accept {
        request.add_header(Header::new("accept", *line));
    }
    let response = request.dispatch();
    let status = response.status().code;
    let lines: Vec<_> = response
        .headers()
        .iter()
        .map(|line| (line.name().as_str().to_ascii_lowercase(), line.value().as_bytes().to_vec()))
        .collect();
    let body = response.into_bytes().expect("a body");
    Reply::new(status, lines.iter().map(|(name, value)| (name.as_str(), value.as_slice())), body)
}

#[test]
fn the_client_says_what_a_failure_is_written_as() {
    for (path, status, code) in
        [("/fails", 403, "out-of-credit"), ("/unserializable", 500, "broken"), ("/nothing", 404, "not_found")]
    {
        assert_problem(&ask(path, PROBLEM), status, code, path);
        assert_envelope(&ask(path, &[]), status, code, path);
        let other = &["application/json", "application/problem+json;q=0.9"];
        assert_envelope(&ask(path, other), status, code, path);
    }
}

#[test]
fn a_success_is_what_it_is() {
    let reply = ask("/ok", PROBLEM);
    assert_eq!((reply.status, reply.header("vary")), (200, None));
    assert_eq!(reply.header("content-type"), Some("application/json"));
}
