//! The types of the `http` crate.

use std::time::Duration;

use errcat::HttpKind;
use http::{Request, Response};
use serde_json::json;

use crate::adapters::{Channel, ErrorCode, Failure, Key, Page, Sent, error_code};

fn sent(reply: impl Into<Response<Vec<u8>>>) -> Sent {
    Sent::of(&reply.into())
}

#[test]
fn a_success_is_200() {
    let sent = sent(error_code::Success::new(json!({"id": 1})));
    assert_eq!((sent.status, sent.content_type.as_deref()), (200, Some("application/json")));
    assert!(sent.text().ends_with(r#","id":1}"#), "{}", sent.text());
}

#[test]
fn a_failure_has_its_status_and_wait() {
    let reply = sent(Failure::new(ErrorCode::TooManyRequests));
    reply.is(429, ErrorCode::TooManyRequests, "Too Many Requests");
    assert_eq!(reply.retry_after.as_deref(), Some("60"));
    let reply = sent(Failure::new(ErrorCode::NotFound).with_retry_after(Duration::from_millis(1)));
    assert_eq!(reply.retry_after.as_deref(), Some("1"));
}

#[test]
fn either_kind_of_envelope() {
    let failure = error_code::Envelope::<()>::Failure(ErrorCode::NotFound.into());
    sent(failure).is(404, ErrorCode::NotFound, "Not Found");
    assert_eq!(sent(error_code::Envelope::Success(error_code::Success::new(()))).status, 200);
}

#[test]
fn half_a_body_never_leaves() {
    let reply = sent(error_code::Success::new(json!(["no object"])));
    reply.is(500, ErrorCode::Internal, "Internal error");
}

#[test]
fn a_failure_of_every_kind() {
    for &kind in HttpKind::ALL {
        let status = kind.status::<ErrorCode>();
        let reply = sent(Failure::from_http(kind, status));
        match kind.code::<ErrorCode>() {
            Some(code) => reply.is(status, code, code.description()),
            None => reply.is_neutral(status, kind.name(), errcat_catalog::reason(status)),
        }
    }
}

#[test]
fn what_a_request_holds_and_where_it_is_wrong() {
    let json = |body: &'static str| {
        let request = Request::post("/channels").header("content-type", "application/json").body(body);
        errcat::http::json::<Channel, ErrorCode>(&request.expect("a request"))
    };
    assert_eq!(json(r#"{"name":"a"}"#).expect("a channel").name, "a");
    sent(json(r#"{"name":5}"#).expect_err("no text")).is(
        422,
        ErrorCode::InvalidData,
        "name: invalid type: integer `5`, expected a string at line 1 column 9",
    );
    sent(json("{}").expect_err("no name")).is(422, ErrorCode::InvalidData, "missing field `name`");
    sent(json(r#"{"name":"a"} {}"#).expect_err("two")).is(400, ErrorCode::InvalidJson, "trailing characters");
    sent(json("").expect_err("nothing")).is(400, ErrorCode::InvalidJson, "EOF while parsing a value");
    // The value of another type comes first, but the rest is not JSON.
    for (body, text) in [
        (r#"{"name":["#, "EOF while parsing a list"),
        (r#"{"name":5 nope"#, "expected `,` or `}`"),
        ("[1", "EOF"),
    ] {
        sent(json(body).expect_err(body)).is(400, ErrorCode::InvalidJson, text);
    }

    let request =
        Request::post("/form").header("content-type", "text/plain").body("name=a").expect("a request");
    let refused = errcat::http::form::<Channel, ErrorCode>(&request).expect_err("no form");
    sent(refused).is(415, ErrorCode::UnsupportedMediaType, "Form requests must have");
    let request = Request::get("/form?name=a&results=x").header("x-key", "x").body("").expect("a request");
    assert_eq!(errcat::http::form::<Channel, ErrorCode>(&request).expect("in the query").name, "a");
    let wrong = errcat::http::query::<Page, ErrorCode>(&request).expect_err("no number");
    sent(wrong).is(400, ErrorCode::InvalidQuery, "results: invalid digit found in string");
    let wrong = errcat::http::header::<Key, ErrorCode>(&request).expect_err("no number");
    sent(wrong).is(400, ErrorCode::MissingHeader, "x-key: invalid digit found in string");
}

/// `serde_json` calls these mistakes of the syntax.
#[test]
fn a_body_of_another_shape_is_json() {
    #[derive(Debug, serde::Deserialize)]
    enum Colour {
        Red,
    }
    #[derive(Debug, serde::Deserialize)]
    #[expect(dead_code, reason = "only read by serde")]
    struct Dot {
        colour: Colour,
        place: (u8, u8),
    }
    for (body, path) in [
        (r#"{"colour":5,"place":[1,2]}"#, Some("colour")),
        (r#"{"colour":null,"place":[1,2]}"#, Some("colour")),
        (r#"{"colour":{"Red":null,"Blue":null},"place":[1,2]}"#, Some("colour")),
        (r#"{"colour":"Red","place":[1,2,3]}"#, Some("place")),
        (r#"{"colour":"Red","place":[1,2],"place":[1,2]}"#, Some("place")),
        (r#"{"colour":5,"place":[1,2]"#, None),
        (r#"{"colour":5,"place":[1,2]} {}"#, None),
    ] {
        let request = Request::post("/").header("content-type", "application/json").body(body);
        let failure = errcat::http::json::<Dot, ErrorCode>(&request.expect("a request")).expect_err(body);
        let expected = if path.is_some() { ErrorCode::InvalidData } else { ErrorCode::InvalidJson };
        assert!(failure.is(expected), "{body}: {failure}");
        assert_eq!(failure.fields().first().map(errcat::FieldError::path), path, "{body}");
    }
}

#[test]
fn what_is_read_borrows_from_the_request() {
    #[derive(serde::Deserialize)]
    struct Named<'a> {
        name: &'a str,
    }
    let request = Request::post("/").header("content-type", "application/json").body(r#"{"name":"a"}"#);
    let request = request.expect("a request");
    assert_eq!(errcat::http::json::<Named<'_>, ErrorCode>(&request).expect("a name").name, "a");
}
