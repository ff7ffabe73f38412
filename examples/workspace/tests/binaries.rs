//! The real server, on a port that was free, and the real client.

use std::path::Path;
use std::process::{Command, Output};

use test_server::Server;

/// Starts the server, and waits until it listens.
pub(crate) fn start() -> Server {
    Server::run(Path::new(env!("CARGO_BIN_EXE_shop-server")), &[])
}

/// Where the server is.
pub(crate) fn url(server: &Server) -> String {
    format!("http://{}", server.address)
}

/// Sends the client on an errand that succeeds, and gives what it prints.
#[track_caller]
pub(crate) fn ask(url: &str, errand: &[&str]) -> String {
    let Output { status, stdout, stderr } = client(url, errand);
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).expect("UTF-8")
}

/// Sends the client on an errand that fails, and gives what it says about it.
#[track_caller]
pub(crate) fn refused(url: &str, errand: &[&str]) -> String {
    let Output { status, stdout, stderr } = client(url, errand);
    assert_eq!(status.code(), Some(1), "{}", String::from_utf8_lossy(&stderr));
    assert!(stdout.is_empty());
    String::from_utf8(stderr).expect("UTF-8")
}

fn client(url: &str, errand: &[&str]) -> Output {
    let mut client = Command::new(env!("CARGO_BIN_EXE_shop-client"));
    client.args(["--shop", url]).args(errand);
    for proxy in ["http_proxy", "https_proxy", "all_proxy"] {
        client.env_remove(proxy).env_remove(proxy.to_ascii_uppercase());
    }
    client.output().expect("the client runs")
}
