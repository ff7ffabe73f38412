//! What a client makes of replies, over real sockets: the service's own, and those of what stands in between.

mod again;
mod envelopes;
mod foreign;
mod peer;
mod readme;
mod service;

use std::time::Duration;

use errcat::reqwest::{Defect, Error as ClientError, Foreign, ResponseExt};
use errcat_tests::ErrorCode;
use serde::Deserialize;

use self::peer::Peer;

type Error = ClientError<ErrorCode>;

#[derive(Debug, PartialEq, Deserialize)]
struct Key {
    read_key: String,
}

/// How long a client waits for a peer that answers.
const PATIENCE: Duration = Duration::from_secs(20);

const SUCCESS: &str = r#"{"result":"success","server_time":"2017-09-04T08:59:30Z","read_key":"9b11X"}"#;
const JSON: &str = "content-type: application/json\r\n";
const HTML: &str = "content-type: text/html\r\n";

/// What a peer's one reply is read as.
#[track_caller]
fn read(reply: impl Into<Vec<u8>>) -> Result<Key, Error> {
    let peer = Peer::start([reply.into()]);
    run(get(&client(PATIENCE), &peer.url, usize::MAX))
}

async fn get(client: &reqwest::Client, url: &str, limit: usize) -> Result<Key, Error> {
    let success = client.get(url).send().await?.envelope_within::<Key, ErrorCode>(limit).await?;
    Ok(success.into_payload())
}

fn client(patience: Duration) -> reqwest::Client {
    reqwest::Client::builder().timeout(patience).build().expect("a client")
}

fn run<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(future)
}

#[track_caller]
fn failure(result: Result<Key, Error>) -> errcat::Failure<ErrorCode> {
    match result {
        Err(Error::Failure(failure)) => failure,
        other => panic!("expected a failure: {other:?}"),
    }
}

#[track_caller]
fn foreign(result: Result<Key, Error>) -> Foreign {
    match result {
        Err(Error::Foreign(reply)) => *reply,
        other => panic!("expected a foreign reply: {other:?}"),
    }
}

/// The name of what is wrong with it.
fn defect(reply: &Foreign) -> &'static str {
    match reply.defect() {
        Defect::Page => "page",
        Defect::Empty => "empty",
        Defect::Truncated(_) => "truncated",
        Defect::TooLarge(_) => "too large",
        Defect::ContentType => "content type",
        Defect::Status => "status",
        Defect::Malformed(_) => "malformed",
        _ => "another",
    }
}
