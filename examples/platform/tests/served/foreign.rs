//! A reply of another service is not taken for one of the platform.

use crate::error_code::{Envelope, Failure};

/// A failure of `examples/notes`, whose bodies have another shape.
const NOTES: &[u8] =
    br#"{"error":{"type":"request_error","code":"note_not_found","message":"There is no such note"}}"#;

#[test]
fn a_failure_of_the_notes_is_none_of_the_platform() {
    for status in [200, 404, 503] {
        let error = Envelope::<()>::from_json_with_status(NOTES, status).expect_err("it has another shape");
        assert!(error.to_string().starts_with("the body has no member `result`, but has `error`"), "{error}");
        Failure::from_json_with_status(NOTES, status).expect_err("it has another shape");
    }
}
