//! The work: writing and reading the platform's replies, with errcat and hand-written.

use std::thread;

use chrono::{DateTime, Utc};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{from_slice, to_vec};

use crate::timing::{Work, work};

#[errcat::catalog("../tests/error_codes.toml")]
enum ErrorCode {}

use error_code::{Envelope, Failure, Success};

/// Two pieces of work with the same result.
pub(crate) struct Row {
    pub(crate) what: &'static str,
    pub(crate) errcat: Work,
    pub(crate) compared_with: &'static str,
    pub(crate) peer: Work,
    /// The largest ratio of the times that errcat should have. Empty if there is no target.
    pub(crate) target: &'static str,
}

const CODE: ErrorCode = ErrorCode::PermissionDeniedForceLogOff;
pub(crate) const OWN_TEXT: &str = "account_key, or token_id is not correct";
/// A text with four escapes.
pub(crate) const ESCAPED_TEXT: &str = "\"account_key\", or\n\"token_id is not correct";
const TIME: Timestamp = Timestamp::constant(1_507_538_998, 0);

/// Writes replies.
pub(crate) fn encoding() -> Vec<Row> {
    let failure = kept(Failure::new(CODE).at(TIME));
    let bytes = kept(failure.to_json());
    assert_eq!(by_hand(TIME, CODE.description()), *bytes, "both do the same");
    let own = kept(Failure::new(CODE).at(TIME).with_description(OWN_TEXT));
    let escaped = kept(Failure::new(CODE).at(TIME).with_description(ESCAPED_TEXT));
    let token = kept(Success::new(session()).at(TIME));
    let many = kept(Success::new(Feeds { feeds: feeds() }).at(TIME));
    let many_by_hand =
        kept(FeedsReply { result: "success".to_owned(), server_time: TIME.to_string(), feeds: feeds() });
    vec![
        Row {
            what: "a failure with the text of its row, `to_json`",
            errcat: work(|| failure.to_json()),
            compared_with: "a copy of its bytes",
            peer: work(|| bytes.clone()),
            target: "4",
        },
        Row {
            what: "the same, 100,000 times on each of two threads",
            errcat: on_two_threads(work(|| failure.to_json())),
            compared_with: "a copy of its bytes, as often on two threads",
            peer: on_two_threads(work(|| bytes.clone())),
            target: "4",
        },
        Row {
            what: "a failure with its own text, `to_json`",
            errcat: work(|| own.to_json()),
            compared_with: "the struct",
            peer: work(|| by_hand(TIME, OWN_TEXT)),
            target: "0.25",
        },
        Row {
            what: "a failure with four escapes in its text, `to_json`",
            errcat: work(|| escaped.to_json()),
            compared_with: "the struct",
            peer: work(|| by_hand(TIME, ESCAPED_TEXT)),
            target: "0.75",
        },
        Row {
            what: "the same, created from its code each time",
            errcat: work(|| Failure::new(CODE).with_description(OWN_TEXT).to_json()),
            compared_with: "the struct, with the current time",
            peer: work(|| by_hand(now(), OWN_TEXT)),
            target: "0.45",
        },
        Row {
            what: "a failure with the text of its row, `serde_json::to_vec`",
            errcat: work(|| to_vec(failure)),
            compared_with: "the struct",
            peer: work(|| by_hand(TIME, CODE.description())),
            target: "0.8",
        },
        Row {
            what: "a token, 305 bytes, `to_json`",
            errcat: work(|| token.to_json()),
            compared_with: "only its payload",
            peer: work(|| to_vec(&token.payload)),
            target: "1.2",
        },
        Row {
            what: "1,000 feeds, 92 kB, `to_json`",
            errcat: work(|| many.to_json()),
            compared_with: "the struct",
            peer: work(|| to_vec(many_by_hand)),
            target: "1.02",
        },
    ]
}

/// Reads replies.
pub(crate) fn decoding() -> Vec<Row> {
    let failure = kept(Failure::new(CODE).at(TIME).to_json());
    let own = kept(Failure::new(CODE).at(TIME).with_description(OWN_TEXT).to_json());
    let shuffled = kept(by_hand_in_another_order());
    let token = kept(Success::new(session()).at(TIME).to_json().expect("an object"));
    let many = kept(Success::new(Feeds { feeds: feeds() }).at(TIME).to_json().expect("an object"));
    assert_eq!((token.len(), many.len() / 1_000), (305, 92), "as the rows say");
    let (token_last, many_last) = (kept(result_last(token)), kept(result_last(many)));
    vec![
        Row {
            what: "a failure with the text of its row",
            errcat: work(|| Failure::from_json(failure)),
            compared_with: "a borrowing struct",
            peer: work(|| from_slice::<FailureRead<'_>>(failure)),
            target: "0.7",
        },
        Row {
            what: "a failure with its own text",
            errcat: work(|| Failure::from_json(own)),
            compared_with: "a borrowing struct",
            peer: work(|| from_slice::<FailureRead<'_>>(own)),
            target: "0.7",
        },
        Row {
            what: "a failure with `result` as the last member",
            errcat: work(|| Failure::from_json(shuffled)),
            compared_with: "a borrowing struct",
            peer: work(|| from_slice::<FailureRead<'_>>(shuffled)),
            target: "1.5",
        },
        Row {
            what: "a token, 305 bytes",
            errcat: work(|| Envelope::<Session>::from_json(token)),
            compared_with: "the struct",
            peer: work(|| from_slice::<SessionRead>(token)),
            target: "1.05",
        },
        Row {
            what: "a token, 305 bytes",
            errcat: work(|| Envelope::<Session>::from_json(token)),
            compared_with: "`tag` and `flatten`",
            peer: work(|| from_slice::<Tagged<Session>>(token)),
            target: "0.33",
        },
        Row {
            what: "1,000 feeds, 92 kB",
            errcat: work(|| Envelope::<Feeds>::from_json(many)),
            compared_with: "the struct",
            peer: work(|| from_slice::<FeedsReply>(many)),
            target: "1.02",
        },
        Row {
            what: "a token with `result` as the last member",
            errcat: work(|| Envelope::<Session>::from_json(token_last)),
            compared_with: "the struct",
            peer: work(|| from_slice::<SessionRead>(token_last)),
            target: "1.1",
        },
        Row {
            what: "1,000 feeds with `result` as the last member",
            errcat: work(|| Envelope::<Feeds>::from_json(many_last)),
            compared_with: "the struct",
            peer: work(|| from_slice::<FeedsReply>(many_last)),
            target: "1.1",
        },
    ]
}

/// The same reply with `result` as its last member.
fn result_last(body: &[u8]) -> Vec<u8> {
    let rest = body.strip_prefix(br#"{"result":"success","#).expect("it is the first");
    let rest = rest.strip_suffix(b"}").expect("an object");
    [b"{", rest, br#","result":"success"}"#].concat()
}

/// Keeps a value for as long as the program runs.
pub(crate) fn kept<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// Repeats the work so often that the start of a thread does not count.
fn on_two_threads(work: Work) -> Work {
    Box::new(move |times| {
        thread::scope(|scope| {
            scope.spawn(|| work(times * 100_000));
            work(times * 100_000);
        });
    })
}

/// A failure as people write it.
#[derive(Serialize)]
struct FailureToSend<'a> {
    result: &'a str,
    server_time: String,
    #[serde(rename = "errorCode")]
    error_code: &'a str,
    desp: &'a str,
}

fn by_hand(time: Timestamp, desp: &str) -> Vec<u8> {
    let failure =
        FailureToSend { result: "error", server_time: time.to_string(), error_code: CODE.code(), desp };
    to_vec(&failure).expect("strings serialize")
}

/// The current time in whole seconds.
fn now() -> Timestamp {
    Timestamp::from_second(Timestamp::now().as_second()).expect("it is one already")
}

fn by_hand_in_another_order() -> Vec<u8> {
    let text = CODE.description();
    format!(r#"{{"desp":"{text}","errorCode":"{CODE}","server_time":"{TIME}","result":"error"}}"#)
        .into_bytes()
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "the fields are only deserialized")]
struct FailureRead<'a> {
    result: &'a str,
    server_time: &'a str,
    #[serde(rename = "errorCode")]
    error_code: &'a str,
    desp: &'a str,
}

#[derive(Deserialize, Serialize)]
struct Session {
    token_id: String,
    expire_time: String,
    account: Account,
    token_type: String,
    login_type: String,
}

#[derive(Deserialize, Serialize)]
struct Account {
    user_id: String,
    email_status: String,
    token_id: String,
}

fn session() -> Session {
    let body = r#"{"token_id":"a7b063**********1d35603","expire_time":"2020-04-12T02:19:20Z","account":{"user_id":"D1E393E3-*******-94B1-A5AB66E53650","email_status":"live","token_id":"a7b063**********1d35603"},"token_type":"user","login_type":"token_by_account_key"}"#;
    serde_json::from_str(body).expect("the platform's own")
}

#[derive(Deserialize, Serialize)]
struct Feeds {
    feeds: Vec<Feed>,
}

#[derive(Deserialize, Serialize)]
struct Feed {
    created_at: String,
    entry_id: u32,
    field1: f64,
    field2: String,
}

/// A thousand feeds, 92 kB.
fn feeds() -> Vec<Feed> {
    let feed = |number: u32| Feed {
        created_at: "2017-09-04T09:32:38Z".to_owned(),
        entry_id: 10_000 + number,
        field1: f64::from(number) / 4.0 + 0.25,
        field2: format!("{number:010}"),
    };
    (0..1_000).map(feed).collect()
}

/// A reply with a token, as people write it if a body is always a success.
#[derive(Deserialize)]
#[expect(dead_code, reason = "the fields are only deserialized")]
struct SessionRead {
    result: String,
    server_time: String,
    token_id: String,
    expire_time: String,
    account: Account,
    token_type: String,
    login_type: String,
}

#[derive(Deserialize, Serialize)]
struct FeedsReply {
    result: String,
    server_time: String,
    feeds: Vec<Feed>,
}

/// A success or a failure, as people write it with serde's attributes.
#[derive(Deserialize)]
#[serde(tag = "result", rename_all = "lowercase")]
#[expect(dead_code, reason = "the fields are only deserialized")]
enum Tagged<T> {
    Success(TaggedSuccess<T>),
    Error(TaggedFailure),
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "the fields are only deserialized")]
struct TaggedSuccess<T> {
    server_time: DateTime<Utc>,
    #[serde(flatten)]
    payload: T,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "the fields are only deserialized")]
struct TaggedFailure {
    server_time: DateTime<Utc>,
    #[serde(rename = "errorCode")]
    error_code: String,
    desp: String,
}
