//! What the client makes of the replies of the service.

use std::process::{Command, Output};
use std::time::Duration;

use errcat::Failure;
use notes::{Error, ErrorCode, NewNote, Note};

use crate::readme::README;
use crate::{client, start, stub, url};

/// The failure in a reply.
#[track_caller]
fn failure<T: std::fmt::Debug>(reply: Result<T, Error>) -> Failure<ErrorCode> {
    match reply {
        Err(Error::Failure(failure)) => failure,
        other => panic!("expected a failure: {other:?}"),
    }
}

#[tokio::test]
async fn a_payload_is_a_note_or_a_list() {
    let server = start();
    let client = client(&url(&server));
    assert_eq!(client.notes().await.expect("a list"), []);
    let note = client.write(&NewNote::new("buy milk")).await.expect("a note");
    assert_eq!(note, Note { id: 1, content: NewNote::new("buy milk") });
    assert_eq!(client.note(1).await.expect("a note"), note);
    assert_eq!(client.notes().await.expect("a list"), [note]);
}

#[tokio::test]
async fn a_failure_has_its_code_its_text_and_its_status() {
    let server = start();
    let client = client(&url(&server));
    let absent = failure(client.note(1).await);
    assert_eq!((absent.code(), absent.status()), (Some(ErrorCode::NoteNotFound), 404));
    assert_eq!((absent.description(), absent.retry_after()), ("There is no such note", None));
    assert!(absent.members().is_empty(), "`type` is the row's: {absent:?}");

    let long = failure(client.write(&NewNote::new("ü".repeat(101))).await);
    assert_eq!((long.code(), long.status()), (Some(ErrorCode::NoteTooLong), 422));
    assert_eq!(long.description(), "a note has at most 100 characters, and this one has 101");

    let elsewhere = crate::client(&format!("{}/elsewhere", url(&server)));
    assert!(failure(elsewhere.notes().await).is(ErrorCode::UnknownPath));
}

#[tokio::test]
async fn a_failure_of_the_server_says_when_to_try_again_and_not_why() {
    let mut server = start();
    let error = client(&url(&server)).back_up().await.expect_err("there is no place for backups");
    assert!(error.is_retryable());
    let unavailable = failure(Err::<(), _>(error));
    assert_eq!((unavailable.code(), unavailable.status()), (Some(ErrorCode::BackupUnavailable), 503));
    assert_eq!(unavailable.retry_after(), Some(Duration::from_secs(30)));
    assert_eq!(unavailable.description(), "The notes cannot be saved now");
    server.kill();
    assert!(server.log().contains("error=nothing listens on shelf-7:9000"), "{}", server.log());
}

#[tokio::test]
async fn a_code_of_a_newer_service_is_kept() {
    let body = r#"{"error":{"message":"The notebook is full","owner":"ada","code":"notebook_full","type":"quota_error"},"trace":"7f"}"#;
    let failure = failure(client(&stub::answer(507, body).await).write(&NewNote::new("buy milk")).await);
    assert_eq!((failure.code(), failure.wire_code(), failure.status()), (None, "notebook_full", 507));
    assert_eq!(failure.description(), "The notebook is full");
    let members = ["owner", "trace", "type"].map(|name| failure.members()[name].as_str());
    assert_eq!(members, [Some("ada"), Some("7f"), Some("quota_error")]);
}

#[tokio::test]
async fn a_success_may_have_members_that_the_client_does_not_know() {
    let url = stub::answer(200, r#"{"page":1,"data":[{"id":1,"text":"buy milk","pinned":true}]}"#).await;
    let note = Note { id: 1, content: NewNote::new("buy milk") };
    assert_eq!(client(&url).notes().await.expect("a list"), [note]);
    client(&stub::answer(200, r#"{"data":null}"#).await)
        .back_up()
        .await
        .expect("a success without a payload");
}

/// A note with five mistakes, as the README shows it.
const WRONG: &str =
    r#"{"text":"","color":"red","steps":[{"text":"go"},{"text":""}],"reminder":{"email":"ada","hour":25}}"#;

/// Runs the program that writes a note.
fn write_note(url: &str, note: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_write-note"));
    program.env("NO_PROXY", "*").args(["--url", url, note]).output().expect("the program runs")
}

#[tokio::test]
async fn a_client_gets_all_wrong_fields_at_once() {
    let server = start();
    let note: NewNote = serde_json::from_str(WRONG).expect("it has the shape of a note");
    let failure = failure(client(&url(&server)).write(&note).await);
    assert_eq!((failure.code(), failure.status()), (Some(ErrorCode::InvalidNote), 422));
    let fields = failure.fields().iter().map(|field| (field.path(), field.code().unwrap_or_default()));
    assert_eq!(
        fields.collect::<Vec<_>>(),
        [
            ("color", "color"),
            ("reminder.email", "email"),
            ("reminder.hour", "range"),
            ("steps[1].text", "length"),
            ("text", "length"),
        ]
    );
}

#[test]
fn the_program_prints_all_wrong_fields() {
    let server = start();
    let refused = write_note(&url(&server), WRONG);
    assert!(!refused.status.success());
    let printed = String::from_utf8(refused.stderr).expect("UTF-8");
    assert_eq!(
        printed,
        "color: is not a color such as #ffcc00\n\
         reminder.email: is not an email address\n\
         reminder.hour: is not an hour from 0 to 23\n\
         steps[1].text: is empty\n\
         text: is empty\n"
    );
    assert!(README.contains(&printed), "the README shows it");
    let long = write_note(&url(&server), &format!(r#"{{"text":"{}"}}"#, "x".repeat(101)));
    let printed = String::from_utf8(long.stderr).expect("UTF-8");
    assert!(printed.contains("a note has at most 100 characters"), "{printed}");
    let written = write_note(&url(&server), r#"{"text":"buy milk"}"#);
    assert_eq!(String::from_utf8(written.stdout).expect("UTF-8"), "note 1: buy milk\n");
}
