//! What goes over the wire, in both directions: the bodies of the platform, byte for byte, and any others.

/// Declares catalogs, each in a module of its own.
macro_rules! catalogs {
    ($($name:ident $path:literal)*) => {
        $(#[allow(deprecated, reason = "with a server's feature, a catalog without `[http]` gets a warning")]
        pub(crate) mod $name {
            #[errcat::catalog($path)]
            pub(crate) enum ErrorCode {}
        })*
    };
}

mod any_body;
mod by_status;
mod byte_order_mark;
mod decoding;
mod forwarding;
mod later_places;
mod layouts;
mod occurrences;
mod odd_shapes;
mod odd_values;
mod order;
mod other_formats;
mod payloads;
mod peers;
mod platform_bodies;
mod responses;
mod schemas;
mod second_places;
mod shapes;
mod templates;

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
