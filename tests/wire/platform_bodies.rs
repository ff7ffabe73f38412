//! The bodies that the platform is known to send, written and read.

use errcat_tests::ErrorCode;
use serde::{Deserialize, Serialize};

use crate::{Envelope, Failure, Success, text, time};

/// Writes the failure, compares every byte, and reads it again.
#[track_caller]
fn failure(body: &str, code: ErrorCode, description: Option<&'static str>, at: &str) {
    let mut failure = Failure::new(code).at(time(at));
    if let Some(description) = description {
        failure = failure.with_description(description);
    }
    assert_eq!(text(failure.to_json()), body);
    assert_eq!(serde_json::to_string(&failure).expect("a failure serializes"), body);

    let read = Failure::from_json(body.as_bytes()).expect("the platform's own");
    assert_eq!(read.code(), Some(code));
    assert_eq!(read.description(), failure.description());
    assert_eq!(read.server_time(), Some(time(at)));
    assert!(read.members().is_empty());
    assert_eq!(text(read.to_json()), body);
}

#[test]
fn f1_a_text_of_its_own() {
    failure(
        r#"{"result":"error","server_time":"2017-10-09T08:53:18Z","errorCode":"permission_denied_force_log_off","desp":"account_key, or token_id is not correct"}"#,
        ErrorCode::PermissionDeniedForceLogOff,
        Some("account_key, or token_id is not correct"),
        "2017-10-09T08:53:18Z",
    );
}

#[test]
fn f2_malformed_json() {
    failure(
        r#"{"result":"error","server_time":"2017-02-24T05:27:00Z","errorCode":"invalid_json_format","desp":"invalid json input"}"#,
        ErrorCode::InvalidJsonFormat,
        Some("invalid json input"),
        "2017-02-24T05:27:00Z",
    );
}

#[test]
fn f3_a_throttled_call() {
    failure(
        r#"{"result":"error","server_time":"2017-02-24T05:27:00Z","errorCode":"request_too_fast","desp":"please wait another 60 seconds"}"#,
        ErrorCode::RequestTooFast,
        Some("please wait another 60 seconds"),
        "2017-02-24T05:27:00Z",
    );
}

#[test]
fn each_code_with_the_text_of_its_row() {
    for &code in ErrorCode::ALL {
        let body = format!(
            r#"{{"result":"error","server_time":"2017-02-24T05:27:00Z","errorCode":"{}","desp":"{}"}}"#,
            code.code(),
            code.description()
        );
        failure(&body, code, None, "2017-02-24T05:27:00Z");
    }
}

/// Reads the payload, writes it again, and compares every byte.
#[track_caller]
fn success<T>(body: &str) -> T
where
    T: Serialize + for<'de> Deserialize<'de>,
{
    let read = Envelope::<T>::from_json(body.as_bytes()).expect("the platform's own");
    assert_eq!(text(read.to_json().expect("an object")), body);
    assert_eq!(serde_json::to_string(&read).expect("an object"), body);

    let at = read.into_result().expect("a success").server_time().expect("there is one");
    let payload: T = Success::from_json(body.as_bytes()).expect("a success").into_payload();
    let made = Success::new(payload).at(at);
    assert_eq!(text(made.to_json().expect("an object")), body);
    assert!(body.starts_with(r#"{"result":"success","#), "what firmware searches for");
    made.into_payload()
}

#[test]
fn a_key() {
    #[derive(Deserialize, Serialize)]
    struct Key {
        read_key: String,
    }

    let key: Key = success(
        r#"{"result":"success","server_time":"2017-09-04T08:59:30Z","read_key":"9b11Xxxx5XbacbXa0e8dd53"}"#,
    );
    assert_eq!(key.read_key, "9b11Xxxx5XbacbXa0e8dd53");
}

#[test]
fn an_account() {
    #[derive(Deserialize, Serialize)]
    struct Account {
        account_key: String,
    }

    let account: Account = success(
        r#"{"result":"success","server_time":"2017-09-04T08:36:55Z","account_key":"2X598e4123xx8X9597f0f9200d2X"}"#,
    );
    assert_eq!(account.account_key, "2X598e4123xx8X9597f0f9200d2X");
}

#[test]
fn a_token() {
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

    let token: Session = success(
        r#"{"result":"success","server_time":"2020-04-12T01:19:20Z","token_id":"a7b063**********1d35603","expire_time":"2020-04-12T02:19:20Z","account":{"user_id":"D1E393E3-*******-94B1-A5AB66E53650","email_status":"live","token_id":"a7b063**********1d35603"},"token_type":"user","login_type":"token_by_account_key"}"#,
    );
    assert_eq!(token.account.email_status, "live");
    assert_eq!(token.expire_time, "2020-04-12T02:19:20Z");
}

#[test]
fn a_command() {
    #[derive(Deserialize, Serialize)]
    struct Reply {
        command: Queued,
    }

    #[derive(Deserialize, Serialize)]
    struct Queued {
        command_id: String,
        command_string: String,
        position: u32,
        created_at: String,
        executed_at: Option<String>,
        channel_id: String,
    }

    let reply: Reply = success(
        r#"{"result":"success","server_time":"2017-09-04T09:32:38Z","command":{"command_id":"649096","command_string":"testing","position":1,"created_at":"2017-09-04T09:32:38Z","executed_at":null,"channel_id":"453"}}"#,
    );
    assert_eq!(reply.command.executed_at, None);
    assert_eq!(reply.command.position, 1);
}

#[test]
fn json_inside_a_string() {
    #[derive(Deserialize, Serialize)]
    struct Settings {
        settings: String,
    }

    let settings: Settings = success(
        r#"{"result":"success","server_time":"2017-08-29T05:03:34Z","settings":"{\"asdf\":\"aa\"}"}"#,
    );
    assert_eq!(settings.settings, r#"{"asdf":"aa"}"#);
}

#[test]
fn a_success_that_says_nothing_more() {
    let reply = Success::new(()).at(time("2017-08-29T05:03:34Z"));
    let body = r#"{"result":"success","server_time":"2017-08-29T05:03:34Z"}"#;
    assert_eq!(text(reply.to_json().expect("no payload is no mistake")), body);
    let _ = Success::<()>::from_json(body.as_bytes()).expect("and it is read");
}

#[test]
fn the_time_has_whole_seconds_and_a_z() {
    let body =
        text(Failure::new(ErrorCode::LowBalance).at(time("2017-08-29T07:03:34.999999+02:00")).to_json());
    assert!(body.contains(r#""server_time":"2017-08-29T05:03:34Z","#), "{body}");
}
