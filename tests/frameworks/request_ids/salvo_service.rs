//! A service in salvo: a hoop for the ids and for the failures of handlers, and a catcher for all others.

use errcat::salvo::EnvelopeLayer;
use salvo_core::http::header::HeaderValue;
use salvo_core::prelude::*;
use salvo_extra::catch_panic::CatchPanic;

use crate::adapters::salvo_service::answer;
use crate::request_ids::{ErrorCode, HEADER, NAME, Reply, Seen, error_code};

pub(crate) fn ask(path: &str, lines: &[(&str, &[u8])]) -> Reply {
    let request = http::Request::get(format!("http://localhost{path}"));
    let request = lines.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let (head, body) = answer(&service(), request.body("").expect("a request")).into_parts();
    let lines = head.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    Reply::new(head.status.as_u16(), lines, body)
}

fn service() -> Service {
    let layer = EnvelopeLayer::<ErrorCode>::new();
    let path = Router::with_path;
    let router = Router::new()
        .push(path("inner/ok").hoop(layer.with_request_id("x-trace-id")).goal(ok))
        .push(path("ok").goal(ok))
        .push(path("fails").goal(fails))
        .push(path("foreign").goal(foreign))
        .push(path("text").goal(text))
        .push(path("panics").goal(panics))
        .push(path("errs").goal(errs));
    // A panic passes the hoops that are inside of `CatchPanic`.
    Service::new(router)
        .hoop(layer.with_request_id(NAME))
        .hoop(CatchPanic::new())
        .hoop(layer)
        .catcher(errcat::salvo::catcher::<ErrorCode>())
}

#[handler]
async fn ok(request: &Request) -> error_code::Success<Seen> {
    let lines = request.headers().get_all(HEADER).into_iter().map(HeaderValue::as_bytes);
    Seen::new(request.extensions().get(), lines).into()
}

#[handler]
async fn fails() -> error_code::Failure {
    tokio::task::yield_now().await;
    error_code::Failure::new(ErrorCode::Gone).with_header(HEADER, "of the failure")
}

fn add_foreign(response: &mut Response) {
    for id in ["of another", "of others"] {
        response.add_header(HEADER, id, false).expect("a header");
    }
}

#[handler]
async fn foreign(response: &mut Response) {
    add_foreign(response);
    response.status_code(StatusCode::IM_A_TEAPOT);
}

#[handler]
async fn text(response: &mut Response) {
    add_foreign(response);
    response.render("text");
}

#[handler]
async fn panics() -> error_code::Success<()> {
    panic!("secret")
}

#[handler]
async fn errs() -> Result<&'static str, salvo_core::Error> {
    Err(std::io::Error::other("secret").into())
}
