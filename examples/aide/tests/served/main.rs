//! The service of `examples/aide`, end to end: the real binary, real sockets.

mod answers;
mod readme;

use std::path::Path;
use std::process::Command;

use reqwest::{Method, RequestBuilder};
use serde_json::Value;
use test_server::Server;
use test_server::tools::validate_openapi;

const BINARY: &str = env!("CARGO_BIN_EXE_bookings");

/// Starts the service, and waits until it listens.
fn start() -> Server {
    Server::run(Path::new(BINARY), &[])
}

/// A request to the service, with a key unless it is empty, and with JSON unless it is empty.
fn request(server: &Server, method: &str, path: &str, key: &str, json: &str) -> RequestBuilder {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let method: Method = method.parse().expect("a method");
    let mut request = client.request(method, format!("http://{}{path}", server.address));
    if !key.is_empty() {
        request = request.header("x-api-key", key);
    }
    if !json.is_empty() {
        request = request.header("content-type", "application/json").body(json.to_owned());
    }
    request
}

/// The document that the binary prints.
fn document() -> Value {
    let output = Command::new(BINARY).arg("--print-openapi").output().expect("the binary starts");
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[tokio::test]
async fn the_service_sends_the_document_that_it_prints() {
    let server = start();
    let reply = request(&server, "GET", "/openapi.json", "", "").send().await.expect("a reply");
    assert_eq!(reply.headers()["content-type"], "application/json");
    let sent: Value = serde_json::from_slice(&reply.bytes().await.expect("a body")).expect("JSON");
    assert_eq!(sent, document());
}

#[test]
fn openapi_spec_validator_accepts_the_document() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bookings.json");
    std::fs::write(&path, document().to_string()).expect("a file");
    validate_openapi(&path, "3.1");
}
