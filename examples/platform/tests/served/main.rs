//! The platform of `examples/platform`, end to end: the real binary, a real database file, real sockets.

#![cfg(unix)]

mod abuse;
mod answers;
mod at_once;
mod cases;
mod catalog;
mod client;
mod codes;
mod curl;
mod database;
mod document;
mod foreign;
mod http;
mod openapi;
mod operations;
mod readme;
mod running;
mod secrets;
mod server;
mod successes;
mod tap;
mod tools;

use crate::client::Reply;

/// The platform's own catalog.
#[errcat::catalog("error_codes.toml")]
enum ErrorCode {}

use ErrorCode as E;

/// What a client of [`ServiceUnavailable`](E::ServiceUnavailable) reads.
const UNAVAILABLE: &str = "The platform has too much to do, or cannot reach its data; try again later";

const ADA: &str = "account_key=ada-account-key";
const EVE: &str = "account_key=eve-account-key";
const WRITE: &str = "api_key=ada-write-key";
const READ: &str = "read_key=ada-read-key";

/// What `WWW-Authenticate` says with each code whose status is 401.
fn challenge(code: ErrorCode) -> Option<&'static str> {
    match code {
        E::PermissionDeniedForceLogOff => Some(r#"Key realm="account", names="account_key token_id""#),
        E::InvalidApiKey => Some(r#"Key realm="channel", names="api_key""#),
        E::InvalidReadKey => Some(r#"Key realm="channel", names="read_key""#),
        E::WrongPassword => Some(r#"Password realm="account""#),
        _ => None,
    }
}

/// Status, headers, and every byte of the body but the time.
fn assert_failure(reply: &Reply, code: ErrorCode, status: u16, description: &str) {
    let body = format!(
        r#"{{"result":"error","server_time":"TIME","errorCode":"{}","desp":"{description}"}}"#,
        code.code()
    );
    assert_eq!(reply.body, body);
    assert_eq!((reply.status, code.status()), (status, status), "{body}");
    assert_eq!(reply.header("content-type"), Some("application/json"), "{body}");
    assert_eq!(reply.header("allow").is_some(), status == 405, "{body}");
    assert_eq!(reply.header("www-authenticate"), challenge(code), "{body}");
    assert_eq!(reply.header("retry-after").is_some(), [429, 503].contains(&status), "{body}");
}
