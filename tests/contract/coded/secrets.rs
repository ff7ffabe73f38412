//! Nothing private leaves.

use errcat::{Coded, Failure};

use crate::coded::{ErrorCode, body, error_code};

#[errcat::catalog("contract/coded/open.toml")]
enum Open {}

const SECRET: &str = "postgres://admin:hunter2@10.0.0.7/accounts";

#[derive(Debug, thiserror::Error, Coded)]
#[coded(ErrorCode)]
enum LeakyError {
    #[error("cannot connect to {url}")]
    #[coded(InternalError)]
    Connect { url: String },
    #[error("cannot read {0}")]
    #[coded(InternalError, expose)]
    Exposed(&'static str),
}

#[test]
fn a_server_errors_own_text_stays_in_the_log() {
    let error = LeakyError::Connect { url: SECRET.to_owned() };
    let failure = error.into_failure().with_description(format!("cannot connect to {SECRET}"));
    assert!(failure.description().contains(SECRET), "the log has it");
    assert_eq!(body(&failure)["desp"], "The service failed");
    assert!(!String::from_utf8_lossy(&failure.to_json()).contains("hunter2"));
    assert!(!serde_json::to_string(&failure).expect("it serializes").contains("hunter2"));
}

#[test]
fn a_clients_mistake_is_told() {
    let failure = error_code::Failure::new(ErrorCode::InvalidField).with_description("field `a` is too long");
    assert_eq!(body(&failure)["desp"], "field `a` is too long");
}

#[test]
fn the_code_or_the_catalog_may_say_so() {
    let failure = LeakyError::Exposed("the archive").into_failure();
    assert_eq!(body(&failure)["desp"], "cannot read the archive");
    let failure = error_code::Failure::new(ErrorCode::InternalError).with_description("disk").expose();
    assert_eq!(body(&failure)["desp"], "disk");
    let failure = Failure::new(Open::InternalError).with_description("disk");
    let sent: serde_json::Value = serde_json::from_slice(&failure.to_json()).expect("JSON");
    assert_eq!(sent["desp"], "disk");
    assert_eq!(failure.incident(), None);
    assert!(sent.get("incident_id").is_none());
}

#[test]
fn an_incident_has_an_id_that_client_and_log_share() {
    let failure = error_code::Failure::new(ErrorCode::InternalError);
    let incident = failure.incident().expect("a server error has one").to_owned();
    assert_eq!(incident.len(), 16);
    assert!(incident.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let sent = failure.to_json();
    let text = String::from_utf8(sent.clone()).expect("UTF-8");
    assert!(
        text.ends_with(&format!(r#""desp":"The service failed","incident_id":"{incident}"}}"#)),
        "{text}"
    );
    let read = error_code::Failure::from_json(&sent).expect("its own");
    assert_eq!(read.incident(), Some(incident.as_str()));
    assert!(read.members().is_empty());
    assert_eq!(read.to_json(), sent);

    let other = error_code::Failure::new(ErrorCode::InternalError);
    assert_ne!(other.incident(), Some(incident.as_str()));
    assert_eq!(error_code::Failure::new(ErrorCode::InvalidField).incident(), None);
}

#[test]
fn what_came_over_the_wire_goes_on_as_it_was() {
    let body = br#"{"result":"error","errorCode":"internal_error","desp":"a proxy's own text"}"#;
    let failure = Failure::<Open>::from_json(body).expect("a failure");
    assert_eq!(failure.to_json(), body);
}

#[test]
fn a_peers_failure_gets_the_id_of_an_incident_once_it_is_sent_on() {
    for body in [
        r#"{"result":"error","errorCode":"internal_error","desp":"a proxy's own text"}"#,
        r#"{"result":"error","errorCode":"internal_error","desp":"The service failed"}"#,
        r#"{"result":"error","errorCode":"newer"}"#,
        r#"{"result":"error"}"#,
    ] {
        let failure = error_code::Failure::from_json(body.as_bytes()).expect("a failure");
        assert_eq!(failure.incident(), None, "{body}");
        let sent = failure.to_json();
        let incident = failure.incident().expect("it has been sent");
        let ends = format!(r#","incident_id":"{incident}"}}"#);
        assert_eq!(String::from_utf8(sent.clone()).expect("UTF-8"), body.replace('}', &ends));
        assert_eq!(failure.to_json(), sent, "it has one number");
    }
    let refused = br#"{"result":"error","errorCode":"invalid_field"}"#;
    let refused = error_code::Failure::from_json(refused).expect("a failure");
    assert!(!refused.to_json().ends_with(b"incident_id"));
    assert_eq!(refused.incident(), None);
}
