//! Replies of another service, whose bodies have the default shape, and the other way round.

use axum::Router;
use errcat::reqwest::{Defect, Error, Foreign, ResponseExt};
use errcat::{Code, Envelope, Failure};

use self::platform::ErrorCode as Platform;
use crate::readme::README;
use crate::{client, http, start, stub, url};

/// The codes of `examples/platform`. Its bodies have the default shape.
mod platform {
    #[errcat::catalog("../platform/error_codes.toml")]
    pub(super) enum ErrorCode {}
}

/// The foreign reply, and why it is foreign.
#[track_caller]
fn foreign<T: std::fmt::Debug, C: Code>(reply: Result<T, Error<C>>) -> (Foreign, String) {
    let foreign = match reply {
        Err(Error::Foreign(foreign)) => *foreign,
        other => panic!("expected a foreign reply: {other:?}"),
    };
    let Defect::Malformed(error) = foreign.defect() else { panic!("{foreign:?}") };
    let why = error.to_string();
    (foreign, why)
}

/// Why a body is not one of this catalog, read without a client.
#[track_caller]
fn why<C: Code>(body: &str, status: u16) -> String {
    Envelope::<(), C>::from_json_with_status(body.as_bytes(), status).expect_err(body).to_string()
}

/// What an error has to say: each of these parts.
#[track_caller]
fn assert_says(error: &str, parts: &[&str]) {
    for part in parts {
        assert!(error.contains(part), "no {part:?} in {error:?}");
    }
}

/// A failure of the platform, as its server writes it.
const PLATFORMS: &str = r#"{"result":"error","server_time":"2017-10-09T08:53:18Z","errorCode":"wrong_password","desp":"Password is incorrect"}"#;
/// A failure of the notes.
const NOTES: &str =
    r#"{"error":{"type":"request_error","code":"note_not_found","message":"There is no such note"}}"#;

const NO_ERROR: &[&str] = &["`error.code`", "`result`", "`server_time`", "`errorCode`", "`desp`"];
const NO_RESULT: &[&str] = &["`result`", "`error`"];

#[tokio::test]
async fn a_failure_of_the_platform_is_none_of_the_notes() {
    let router = Router::new().fallback(|| async { Failure::new(Platform::WrongPassword) });
    let notes = client(&stub::serve(router).await);
    let (reply, why) = foreign(notes.note(1).await);
    assert_eq!(reply.status(), 401);
    assert_says(&why, NO_ERROR);
    assert_says(&reply.to_string(), &["HTTP 401", "`error.code`", r#""errorCode":"wrong_password""#]);
    let shown = README.lines().find(|line| line.starts_with("HTTP 401")).expect("the text of the error");
    assert_says(&reply.to_string(), &[shown]);
    // The type of the payload does not matter.
    assert_says(&foreign(notes.notes().await).1, NO_ERROR);
    assert_says(&foreign(notes.back_up().await).1, NO_ERROR);
}

#[tokio::test]
async fn a_failure_of_the_notes_is_none_of_the_platform() {
    let server = start();
    let response = http().get(format!("{}/notes/1", url(&server))).send().await.expect("a reply");
    let (reply, why) = foreign(response.envelope::<(), Platform>().await);
    assert_eq!(reply.status(), 404);
    assert_says(&why, NO_RESULT);
    assert_says(&reply.to_string(), &["HTTP 404", r#""code":"note_not_found""#]);
}

#[tokio::test]
async fn a_success_of_the_other_service_is_foreign_too() {
    let body = r#"{"result":"success","server_time":"2017-10-09T08:53:18Z"}"#;
    let notes = client(&stub::answer(200, body).await);
    for (_, why) in
        [foreign(notes.note(1).await), foreign(notes.notes().await), foreign(notes.back_up().await)]
    {
        assert_says(&why, &["`data`"]);
    }
    let server = start();
    let response = http().get(format!("{}/notes", url(&server))).send().await.expect("a reply");
    assert_says(&foreign(response.envelope::<(), Platform>().await).1, &["`result`"]);
}

/// A proxy may send its own page with 200, and some change the status of a failure.
#[tokio::test]
async fn the_status_200_does_not_make_a_failure_a_success() {
    for body in [PLATFORMS, NOTES] {
        let notes = client(&stub::answer(200, body).await);
        assert_says(&foreign(notes.back_up().await).1, &["`data`"]);
        assert_says(&foreign(notes.notes().await).1, &["`data`"]);
    }
}

#[test]
fn without_a_client_it_is_the_same() {
    for status in [400, 401, 503] {
        assert_says(&why::<notes::ErrorCode>(PLATFORMS, status), NO_ERROR);
        assert_says(&why::<Platform>(NOTES, status), NO_RESULT);
    }
    for status in [200, 201, 302] {
        assert_says(&why::<notes::ErrorCode>(PLATFORMS, status), &["`data`"]);
        assert_says(&why::<Platform>(NOTES, status), NO_RESULT);
    }
    let error = Envelope::<(), notes::ErrorCode>::from_json(PLATFORMS.as_bytes()).expect_err("foreign");
    assert_says(&error.to_string(), &["`data`"]);
    let value: serde_json::Value = serde_json::from_str(PLATFORMS).expect("JSON");
    serde_json::from_value::<Envelope<(), notes::ErrorCode>>(value).expect_err("foreign");
}

#[test]
fn an_error_of_another_shape_has_no_code() {
    for body in [r#"{"error":"invalid_grant"}"#, r#"{"error":["x"]}"#, r#"{"error":null}"#, "{}"] {
        assert_says(&why::<notes::ErrorCode>(body, 401), &["`error.code`"]);
    }
}
