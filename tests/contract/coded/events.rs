//! One event for each failure that leaves.

use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::sync::{Arc, Mutex};

use axum::response::IntoResponse;
use errcat::{Coded, Envelope, Failure, Success};
use errcat_tests::log::with_subscriber;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

use crate::coded::{ErrorCode, error_code};

#[errcat::catalog("ui/pass/every_key.toml")]
enum Leveled {}

#[derive(Debug, thiserror::Error, Coded)]
#[coded(ErrorCode)]
enum StoreError {
    #[error("cannot write")]
    #[coded(InternalError)]
    Write(#[source] std::io::Error),
}

/// What has been logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<Logged>>>);

#[derive(Debug)]
struct Logged {
    level: Level,
    target: String,
    fields: BTreeMap<&'static str, String>,
}

impl<S: Subscriber> Layer<S> for Log {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let (level, target) = (*event.metadata().level(), event.metadata().target().to_owned());
        self.0.lock().expect("no test panics here").push(Logged { level, target, fields: fields.0 });
    }
}

#[derive(Default)]
struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_error(&mut self, field: &Field, value: &(dyn std::error::Error + 'static)) {
        let mut chain = value.to_string();
        let mut next = value.source();
        while let Some(error) = next {
            let _ = write!(chain, ": {error}");
            next = error.source();
        }
        self.0.insert(field.name(), chain);
    }
}

/// What is logged while this is done.
fn logged(what: impl FnOnce()) -> Vec<Logged> {
    let log = Log::default();
    with_subscriber(tracing_subscriber::registry().with(log.clone()), what);
    std::mem::take(&mut *log.0.lock().expect("no test panics here"))
}

#[test]
fn a_server_error_with_its_chain_and_incident() {
    let failure = StoreError::Write(std::io::Error::other("disk full")).into_failure();
    let incident = failure.incident().expect("a server error has one").to_owned();
    let events = logged(|| drop(failure.into_response()));
    let [event] = &events[..] else { panic!("one event: {events:?}") };
    assert_eq!((event.level, event.target.as_str()), (Level::ERROR, "errcat"));
    assert_eq!(event.fields["code"], "internal_error");
    assert_eq!(event.fields["error.type"], "internal_error");
    assert_eq!(event.fields["status"], "500");
    assert_eq!(event.fields["incident"], incident);
    assert_eq!(event.fields["error"], "cannot write: disk full");
    assert_eq!(event.fields["message"], "The service failed");
}

#[test]
fn a_clients_mistake_with_its_text_and_nothing_that_is_not_there() {
    let failure = error_code::Failure::new(ErrorCode::InvalidField).with_description("`a` is too long");
    let events = logged(|| drop(Envelope::<(), _>::Failure(failure).into_response()));
    let [event] = &events[..] else { panic!("one event: {events:?}") };
    assert_eq!((event.level, event.fields["message"].as_str()), (Level::WARN, "`a` is too long"));
    assert!(!event.fields.contains_key("incident") && !event.fields.contains_key("error"), "{event:?}");
}

#[test]
fn a_header_that_is_dropped_without_its_value() {
    let failure = || error_code::Failure::new(ErrorCode::InvalidField);
    let events = logged(|| {
        drop(failure().with_header("x-key", "a value"));
        drop(failure().with_header("x-\r\nkey".repeat(1000), "secret"));
        drop(failure().with_header("Connection", "secret"));
    });
    let [name, reserved] = &events[..] else { panic!("two events: {events:?}") };
    for event in [name, reserved] {
        assert_eq!((event.level, event.target.as_str()), (Level::WARN, "errcat"));
        assert_eq!(event.fields["code"], "invalid_field");
        assert!(!format!("{event:?}").contains("secret"), "{event:?}");
    }
    let header = &name.fields["header"];
    assert!(header.starts_with(r"x-\r\nkey") && header.len() <= 256, "{header}");
    assert_eq!(name.fields["message"], "a header of a failure is dropped: its name is longer than 256 bytes");
    assert_eq!(reserved.fields["header"], "Connection");
    assert_eq!(
        reserved.fields["message"],
        "a header of a failure is dropped: it is about the connection, which the server manages"
    );
}

#[test]
fn each_at_the_level_of_its_row() {
    let events = logged(|| {
        Failure::new(Leveled::RequestTooFast).record();
        Failure::new(Leveled::ChannelGone).record();
    });
    assert_eq!(events.iter().map(|event| event.level).collect::<Vec<_>>(), [Level::INFO, Level::WARN]);
    let body = br#"{"result":"error","errorCode":"unheard_of"}"#;
    let failure = error_code::Failure::from_json(body).expect("a failure");
    let events = logged(|| failure.record());
    assert_eq!((events[0].level, events[0].fields["code"].as_str()), (Level::ERROR, "unheard_of"));
    assert_eq!(events[0].fields["error.type"], "_OTHER", "peers can send any number of codes");
}

#[test]
fn a_success_is_not_logged_but_one_that_cannot_be_sent_is() {
    let events = logged(|| drop(Success::<_, ErrorCode>::new(()).into_response()));
    assert!(events.is_empty(), "{events:?}");
    let events = logged(|| drop(Success::<_, ErrorCode>::new([1]).into_response()));
    let [event] = &events[..] else { panic!("one event: {events:?}") };
    assert!(event.fields["error"].starts_with("the payload is an array"), "{event:?}");
}
