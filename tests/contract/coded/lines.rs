//! What is shown of a failure is one bounded line, whatever it holds and whoever wrote it.

use std::error::Error;
use std::fmt;

use axum::response::IntoResponse;
use errcat_tests::log::{Log, with_subscriber};
use proptest::prelude::*;

use crate::coded::{ErrorCode, error_code};

type Failure = error_code::Failure;

/// Characters that end a line, move a cursor, turn the direction of reading or take no room.
const HOSTILE: &str = "\n\r\t\0\u{1b}[2J\u{7f}\u{85}\u{9b}\u{ad}\u{61c}\u{180e}\u{200b}\u{200d}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\u{202e}\u{2060}\u{2066}\u{2069}\u{feff}\u{fff9}\u{e0041}\u{e007f}";

/// Whether a text is a line that a terminal, and who reads it, takes for what it is.
fn is_line(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() || HOSTILE.contains(c) && !"[2J".contains(c))
}

/// An error whose source is itself.
#[derive(Debug)]
struct Endless(String);

impl fmt::Display for Endless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Endless {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self)
    }
}

/// What the usual subscriber makes of it.
fn logged(what: impl FnOnce()) -> String {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(log.clone()).finish();
    with_subscriber(subscriber, what);
    log.text()
}

#[track_caller]
fn is_shown_as_one_line(failure: &Failure) {
    let event = logged(|| failure.record());
    let event = event.strip_suffix('\n').expect("a line ends");
    assert!(is_line(event) && event.len() < 10_000, "{event:?}");
    for (shown, longest) in [
        (format!("{failure}"), 4 << 10),
        (format!("{failure:?}"), 8 << 10),
        (format!("{failure:#?}"), 8 << 10),
    ] {
        assert!(is_line(&shown) && shown.len() < longest, "{shown:?}");
    }
}

fn read(body: &serde_json::Value) -> Failure {
    Failure::from_json(body.to_string().as_bytes()).expect("an envelope")
}

#[test]
fn whatever_the_service_says() {
    for text in [HOSTILE.to_owned(), HOSTILE.repeat(100_000), "€".repeat(1 << 20), "\u{200b}".repeat(1 << 20)]
    {
        let failure = Failure::new(ErrorCode::InternalError)
            .with_description(text.clone())
            .with_member(text.clone(), text.clone())
            .with_source(Endless(text));
        is_shown_as_one_line(&failure);
    }
}

#[test]
fn whatever_a_peer_has_sent() {
    for text in [HOSTILE.to_owned(), HOSTILE.repeat(10_000), "a".repeat(1 << 20)] {
        for body in [
            serde_json::json!({"result": "error", "errorCode": text, "desp": text, text.clone(): [text]}),
            serde_json::json!({"result": "error", "errorCode": "invalid_field", "desp": {text.clone(): text}}),
            serde_json::json!({"result": "error", "desp": text, "server_time": text, "incident_id": text}),
            serde_json::json!({"result": "error", "errorCode": "internal_error", "incident_id": text}),
        ] {
            let failure = read(&body);
            is_shown_as_one_line(&failure);
            let outer = Failure::new(ErrorCode::InternalError).with_source(failure);
            is_shown_as_one_line(&outer);
        }
        let error = Failure::from_json(serde_json::json!({"result": text}).to_string().as_bytes());
        let error = error.expect_err("it tells nothing").to_string();
        assert!(is_line(&error) && error.len() < 1_000, "{error:?}");
    }
}

#[test]
fn whatever_is_wrong_with_a_field() {
    for text in [HOSTILE.to_owned(), HOSTILE.repeat(10_000), "a".repeat(1 << 20)] {
        let field =
            errcat::FieldError::new(text.clone(), text.clone()).with_pointer(text.clone()).with_code(text);
        let shown = format!("{field:?}");
        assert!(is_line(&shown) && shown.len() < 2_000, "{shown}");
    }
    let field = errcat::FieldError::new("name", "is \"empty\"").with_code("required");
    let expected =
        r#"FieldError { path: "name", pointer: None, description: "is \"empty\"", code: Some("required") }"#;
    assert_eq!(format!("{field:?}"), expected);
}

#[test]
fn a_chain_is_shown_so_far() {
    let failure = Failure::new(ErrorCode::InternalError).with_source(Endless("again".to_owned()));
    let event = logged(|| failure.record());
    assert_eq!(event.matches("again").count(), 32);
}

#[test]
fn a_text_that_is_one_line_stays_as_it_is() {
    let failure = Failure::new(ErrorCode::InvalidField).with_description(r#"größe "5 €" C:\temp 日本"#);
    assert_eq!(failure.to_string(), r#"invalid_field: größe "5 €" C:\temp 日本"#);
    assert!(logged(|| failure.record()).contains(r#"größe "5 €" C:\temp 日本"#));
}

#[test]
fn to_make_a_failure_logs_nothing_and_to_answer_with_it_logs_once() {
    let made = logged(|| {
        let failure: Failure = ErrorCode::InternalError.into();
        let failure: Failure = Err::<(), _>(failure).or_fail_again().expect_err("it fails");
        drop(failure.to_json());
        drop(failure.to_problem_json());
    });
    assert_eq!(made, "");
    for respond in [
        (|failure| drop(failure.into_response())) as fn(Failure),
        |failure| drop(http::Response::from(failure)),
        |failure| drop(tonic::Status::from(failure)),
        |failure| drop(actix_web::ResponseError::error_response(&failure)),
        |failure| drop(poem::IntoResponse::into_response(failure)),
        |failure| drop(warp::Reply::into_response(failure)),
    ] {
        let event = logged(|| respond(ErrorCode::InternalError.into()));
        assert_eq!(event.lines().count(), 1, "{event}");
    }
}

/// `?` on a failure.
trait OrFailAgain {
    fn or_fail_again(self) -> Result<(), Failure>;
}

impl OrFailAgain for Result<(), Failure> {
    fn or_fail_again(self) -> Self {
        self?;
        Ok(())
    }
}

/// A level goes by the status that is sent.
#[test]
fn a_failure_of_the_servers_is_an_error_to_the_log() {
    let level = |failure: Failure| logged(|| failure.record()).split_whitespace().nth(1).map(str::to_owned);
    for (failure, expected) in [
        (Failure::new(ErrorCode::InvalidField), "WARN"),
        (Failure::new(ErrorCode::InvalidField).with_status(500), "ERROR"),
        (Failure::new(ErrorCode::InternalError), "ERROR"),
        (Failure::new(ErrorCode::InternalError).with_status(404), "WARN"),
        (Failure::from_http(errcat::HttpKind::NotFound, 404), "WARN"),
        (Failure::from_http(errcat::HttpKind::Internal, 500), "ERROR"),
    ] {
        assert_eq!(level(failure).as_deref(), Some(expected));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_one_line(text in any::<String>(), cause in any::<String>()) {
        let failure = Failure::new(ErrorCode::InternalError)
            .with_description(text.clone())
            .with_member(text, cause.clone())
            .with_source(cause);
        is_shown_as_one_line(&failure);
    }
}
