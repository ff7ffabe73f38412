//! What goes over the wire, in both directions: the bodies of the platform, byte for byte, and any others.

#[path = "wire/any_body.rs"]
mod any_body;
#[path = "wire/by_status.rs"]
mod by_status;
#[path = "wire/decoding.rs"]
mod decoding;
#[path = "wire/layouts.rs"]
mod layouts;
#[path = "wire/odd_values.rs"]
mod odd_values;
#[path = "wire/order.rs"]
mod order;
#[path = "wire/other_formats.rs"]
mod other_formats;
#[path = "wire/payloads.rs"]
mod payloads;
#[path = "wire/platform_bodies.rs"]
mod platform_bodies;
#[path = "wire/responses.rs"]
mod responses;

use errcat_tests::ErrorCode;

type Envelope<T> = errcat::Envelope<T, ErrorCode>;
type Failure = errcat::Failure<ErrorCode>;
type Success<T> = errcat::Success<T, ErrorCode>;

/// A time as it is on the wire.
fn time(text: &str) -> jiff::Timestamp {
    text.parse().expect("RFC 3339")
}

/// Bytes that are JSON, to be read in a failed assertion.
#[track_caller]
fn text(body: Vec<u8>) -> String {
    String::from_utf8(body).expect("JSON is UTF-8")
}

/// What a body that is wrong is told.
#[track_caller]
fn refusal(body: &str) -> String {
    match Envelope::<serde_json::Value>::from_json(body.as_bytes()) {
        Ok(envelope) => panic!("{body} was read: {envelope:?}"),
        Err(error) => error.to_string(),
    }
}
