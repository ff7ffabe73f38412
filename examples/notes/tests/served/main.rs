//! The service of `examples/notes` and its client, end to end: the real binary, real sockets.

mod bodies;
mod client;
mod foreign;
mod readme;
mod stub;

use std::path::Path;

use test_server::Server;

/// Starts the service, and waits until it listens.
fn start() -> Server {
    Server::run(Path::new(env!("CARGO_BIN_EXE_notes")), &[])
}

/// Where the service is.
fn url(server: &Server) -> String {
    format!("http://{}", server.address)
}

fn http() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().expect("a client")
}

fn client(url: &str) -> notes::Client {
    notes::Client::new(http(), url)
}
