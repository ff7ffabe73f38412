//! A service in salvo: a hoop for the failures of handlers, and a catcher for all others.

use errcat::salvo::EnvelopeLayer;
use salvo_core::prelude::*;
use salvo_extra::catch_panic::CatchPanic;

use crate::adapters::salvo_service::answer;
use crate::problem::axum_service::Unserializable;
use crate::problem::preferred::{MASKED, PROBLEM, Reply, own};
use crate::problem::{ErrorCode, Number, error_code, number};

pub(crate) fn ask(method: &str, path: &str, accept: &[&str]) -> Reply {
    let mut request = http::Request::builder().method(method).uri(format!("http://localhost{path}"));
    for line in accept {
        request = request.header("accept", *line);
    }
    let (head, body) = answer(&service(), request.body("").expect("a request")).into_parts();
    let lines = head.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    Reply::new(head.status.as_u16(), lines, body)
}

fn service() -> Service {
    let layer = EnvelopeLayer::<ErrorCode>::new();
    let path = Router::with_path;
    let router = Router::new()
        .push(path("fails").goal(fails))
        .push(path("nested/fails").hoop(layer).goal(fails))
        .push(path("unserializable").goal(unserializable))
        .push(path("panics").goal(panics))
        .push(path("errs").goal(errs))
        .push(path("foreign").goal(foreign))
        .push(path("ok").goal(ok))
        .push(path("json").goal(json))
        .push(path("number").goal(fails_with_number))
        .push(path("varies").goal(varies))
        .push(path("masked").goal(masked))
        .push(path("refused").goal(refused))
        .push(path("restated").goal(restated));
    Service::new(router).hoop(CatchPanic::new()).hoop(layer).catcher(errcat::salvo::catcher::<ErrorCode>())
}

#[handler]
async fn fails() -> error_code::Result<()> {
    Err(own())
}

#[handler]
async fn masked(response: &mut Response) {
    own().render(response);
    response.body(MASKED);
}

/// salvo itself answers in the place of the failure, without its body.
#[handler]
async fn refused(response: &mut Response) {
    own().render(response);
    response.render(StatusError::service_unavailable());
}

#[test]
fn an_error_that_replaces_a_failure_has_its_own_code() {
    for accept in [PROBLEM, &[]] {
        let reply = ask("GET", "/refused", accept);
        let body = String::from_utf8(reply.body).expect("UTF-8");
        assert_eq!(reply.status, 503, "{body}");
        assert!(body.contains("unavailable") && !body.contains("out-of-credit"), "{body}");
    }
}

#[handler]
async fn unserializable() -> error_code::Success<Unserializable> {
    error_code::Success::new(Unserializable)
}

#[handler]
async fn panics() -> error_code::Success<()> {
    panic!("secret")
}

#[handler]
async fn errs() -> Result<&'static str, salvo_core::Error> {
    Err(std::io::Error::other("secret").into())
}

#[handler]
async fn foreign() -> StatusError {
    StatusError::unprocessable_entity().cause("secret")
}

#[handler]
async fn ok() -> error_code::Success<()> {
    ().into()
}

#[handler]
async fn json(response: &mut Response) {
    response.status_code(StatusCode::CONFLICT);
    response.render(Text::Json(r#"{"own":true}"#));
}

#[handler]
async fn fails_with_number() -> number::Failure {
    number::Failure::new(Number::Code40001)
}

#[handler]
async fn varies(response: &mut Response) {
    response.add_header("vary", "Origin, accept", true).expect("a header");
    response.render(own());
    for (name, value) in [("etag", "1"), ("x-own", "1")] {
        response.add_header(name, value, true).expect("a header");
    }
}

#[handler]
async fn restated(response: &mut Response) {
    response.render(own());
    response.status_code(StatusCode::CONFLICT);
}
