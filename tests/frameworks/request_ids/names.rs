//! The name of the header.

use std::panic::catch_unwind;

use errcat::axum::EnvelopeLayer;

use crate::request_ids::ErrorCode;

#[test]
fn a_name_that_is_no_headers_panics_when_the_layer_is_made() {
    for (name, text) in [
        ("", "`` cannot be the header of the request's id: its name is empty"),
        (
            "x request",
            "`x request` cannot be the header of the request's id: its name contains the character U+0020",
        ),
        (
            "content-length",
            "`content-length` cannot be the header of the request's id: it describes the body, which errcat writes",
        ),
    ] {
        let panic = catch_unwind(|| EnvelopeLayer::<ErrorCode>::new().with_request_id(name));
        let panic = panic.expect_err("the name is no header's");
        assert_eq!(panic.downcast_ref::<String>().map(String::as_str), Some(text));
    }
}
