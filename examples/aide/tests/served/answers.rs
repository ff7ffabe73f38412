//! The service answers with the codes that its document lists for an operation, and with each of them.

use std::collections::BTreeSet;

use reqwest::RequestBuilder;
use serde_json::Value;
use test_server::Server;

use crate::{document, request, start};

/// The operation, the status, and the code of a failure.
type Answer = (&'static str, u16, String);

const ROOMS: &str = "get /rooms";
const BOOK: &str = "post /rooms/{room}/bookings";
const CANCEL: &str = "delete /bookings/{id}";

/// Requests that together get each answer of each operation, in this order.
fn requests(server: &Server) -> Vec<(&'static str, RequestBuilder)> {
    const HALL: &str = "/rooms/hall/bookings";
    let hours = r#"{"from":9,"to":12}"#;
    let book = |path: &str, key: &str, json: &str| (BOOK, request(server, "POST", path, key, json));
    let cancel = |path: &str, key: &str| (CANCEL, request(server, "DELETE", path, key, ""));
    let long = "x".repeat(3_000_000);
    vec![
        (ROOMS, request(server, "GET", "/rooms", "", "")),
        (ROOMS, request(server, "GET", "/rooms?seats=many", "", "")),
        book(HALL, "ada-key", hours),
        book(HALL, "bob-key", hours),
        book(HALL, "", hours),
        book(HALL, "eve-key", hours),
        book("/rooms/cellar/bookings", "ada-key", hours),
        book("/rooms/%ff/bookings", "ada-key", hours),
        book(HALL, "ada-key", r#"{"from":12,"to":9}"#),
        book(HALL, "ada-key", r#"{"from":"nine"}"#),
        book(HALL, "ada-key", "{"),
        book(HALL, "ada-key", &long),
        (BOOK, request(server, "POST", HALL, "ada-key", "").body(hours)),
        cancel("/bookings/1", ""),
        cancel("/bookings/1", "eve-key"),
        cancel("/bookings/one", "ada-key"),
        cancel("/bookings/1", "bob-key"),
        cancel("/bookings/1", "ada-key"),
    ]
}

async fn answered() -> BTreeSet<Answer> {
    let server = start();
    let mut answers = BTreeSet::new();
    for (operation, request) in requests(&server) {
        let reply = request.send().await.expect("a reply");
        let status = reply.status().as_u16();
        let body: Value = serde_json::from_slice(&reply.bytes().await.expect("a body")).expect("JSON");
        let code = body["error"].as_str().unwrap_or_default();
        answers.insert((operation, status, code.to_owned()));
    }
    answers
}

fn documented() -> BTreeSet<Answer> {
    let document = document();
    let mut answers = BTreeSet::new();
    for operation in [ROOMS, BOOK, CANCEL] {
        let (method, path) = operation.split_once(' ').expect("a method and a path");
        let responses = document["paths"][path][method]["responses"].as_object().expect("responses");
        for (status, response) in responses {
            let status = status.parse().expect("a status");
            let examples = response["content"]["application/json"]["examples"].as_object();
            let codes = examples.map_or_else(|| vec![String::new()], |codes| codes.keys().cloned().collect());
            answers.extend(codes.into_iter().map(|code| (operation, status, code)));
        }
    }
    answers
}

#[tokio::test]
async fn the_service_answers_what_its_document_says() {
    let mut answered = answered().await;
    // No handler panics.
    answered.extend([ROOMS, BOOK, CANCEL].map(|operation| (operation, 500, "internal_error".to_owned())));
    assert_eq!(answered, documented());
}
