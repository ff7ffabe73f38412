//! An error type with codes as what a handler returns, in each framework: `error_code::Result<T, RenameError>`.

#[path = "responses/actix.rs"]
mod actix_service;
#[path = "responses/axum.rs"]
mod axum_service;
mod by_hand;
mod generic;
#[path = "responses/http.rs"]
mod http_types;
#[path = "responses/poem.rs"]
mod poem_service;
#[path = "responses/rocket.rs"]
mod rocket_service;
#[path = "responses/salvo.rs"]
mod salvo_service;
#[path = "responses/tonic.rs"]
mod tonic_status;
#[path = "responses/warp.rs"]
mod warp_service;

use std::io;
use std::time::Duration;

use errcat::Coded;
use errcat_tests::log::logged;

use crate::problem::{PROBLEM, Reply};

#[errcat::catalog("frameworks/responses/codes.toml")]
enum ErrorCode {}

/// What may go wrong when a channel is renamed. The code `name_taken` is not among it.
#[derive(Debug, thiserror::Error, Coded)]
#[coded(ErrorCode)]
enum RenameError {
    #[error("no channel {id} on shard 3")]
    #[coded(ChannelGone, description = "There is no channel {id}", member(channel = *id))]
    Gone { id: u32 },
    #[error("the limiter is full")]
    #[coded(TooFast, retry_after = Duration::from_secs(7))]
    TooFast,
    #[error("cannot write")]
    #[coded(Internal)]
    Store(#[source] io::Error),
}

/// The handler of every service.
fn rename(id: u32) -> error_code::Result<(), RenameError> {
    match id {
        0 => Ok(().into()),
        1 => Err(RenameError::TooFast),
        2 => Err(RenameError::Store(io::Error::other("disk\nfull"))),
        id => Err(RenameError::Gone { id }),
    }
}

/// Asks a service of this framework to rename a channel. The text is the request's `Accept`.
type Ask = fn(u32, &'static str) -> Reply;

const FRAMEWORKS: [(&str, Ask); 8] = [
    ("actix-web", actix_service::ask),
    ("axum", axum_service::ask),
    ("http", http_types::ask),
    ("poem", poem_service::ask),
    ("rocket", rocket_service::ask),
    ("salvo", salvo_service::ask),
    ("warp", warp_service::ask),
    ("warp rejects", warp_service::ask_rejecting),
];

#[test]
fn a_success_is_a_success() {
    for (framework, ask) in FRAMEWORKS {
        let reply = ask(0, "*/*");
        assert_eq!((reply.status, &reply.body[..]), (200, &br#"{"result":"success"}"#[..]), "{framework}");
    }
}

#[test]
fn an_error_is_the_reply_of_its_row() {
    for (framework, ask) in FRAMEWORKS {
        let reply = ask(7, "*/*");
        let body =
            r#"{"result":"error","errorCode":"channel_gone","desp":"There is no channel 7","channel":7}"#;
        assert_eq!((reply.status, str::from_utf8(&reply.body)), (410, Ok(body)), "{framework}");
        assert_eq!(reply.header("content-type"), Some("application/json"), "{framework}");
        assert_eq!(
            (reply.header("x-row"), reply.header("vary")),
            (Some("row"), Some("Accept")),
            "{framework}"
        );
        assert_eq!(reply.header("retry-after"), None, "{framework}");
    }
}

#[test]
fn an_error_has_its_time_to_wait() {
    for (framework, ask) in FRAMEWORKS {
        let reply = ask(1, "*/*");
        assert_eq!((reply.status, reply.header("retry-after")), (429, Some("7")), "{framework}");
    }
}

#[test]
fn a_server_error_is_one_line_of_the_log_and_its_text_is_not_sent() {
    for (framework, ask) in FRAMEWORKS {
        let (reply, log) = logged(|| ask(2, "*/*"));
        let body = r#"{"result":"error","errorCode":"internal","desp":"The service failed"}"#;
        assert_eq!((reply.status, str::from_utf8(&reply.body)), (500, Ok(body)), "{framework}");
        let line = r#"ERROR errcat: The service failed code="internal" error.type="internal" status=500 error=cannot write: disk\nfull"#;
        assert_eq!(log, [line], "{framework}");
    }
}

#[test]
fn a_client_that_prefers_a_problem_document_gets_it() {
    for (framework, ask) in FRAMEWORKS {
        let (reply, log) = logged(|| ask(7, PROBLEM[0]));
        let document = r#"{"title":"The channel is gone","status":410,"detail":"There is no channel 7","code":"channel_gone","channel":7}"#;
        assert_eq!((reply.status, str::from_utf8(&reply.body)), (410, Ok(document)), "{framework}");
        assert_eq!(reply.header("content-type"), Some(PROBLEM[0]), "{framework}");
        assert_eq!(
            (reply.header("x-row"), reply.header("vary")),
            (Some("row"), Some("Accept")),
            "{framework}"
        );
        let [line] = &log[..] else { panic!("{framework}: one line: {log:?}") };
        assert!(line.ends_with("error=no channel 7 on shard 3"), "{framework}: {line}");
    }
}
