//! A crate's own errors, bound to rows of a catalog.

mod beside_others;
mod bindings;
mod codes;
mod events;
mod lines;
mod secrets;
mod sources;

/// The codes of these tests.
#[errcat::catalog("contract/coded/errors.toml")]
pub enum ErrorCode {}

/// The body's members, but for the time.
#[track_caller]
fn body(failure: &error_code::Failure) -> serde_json::Value {
    let mut body: serde_json::Value = serde_json::from_slice(&failure.to_json()).expect("JSON");
    let members = body.as_object_mut().expect("an object");
    assert_eq!(members.remove("result"), Some("error".into()));
    assert!(members.remove("server_time").is_some());
    body
}
