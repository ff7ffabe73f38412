//! A service in salvo, with the hoop that answers with problem documents.

use std::time::Duration;

use errcat::salvo::EnvelopeLayer;
use salvo_core::prelude::*;

use super::{ErrorCode, RenameError, error_code, rename};
use crate::adapters::salvo_service::answer;
use crate::problem::Reply;

#[handler]
async fn handle(request: &mut Request) -> error_code::Result<(), RenameError> {
    rename(request.param("id").expect("a number"))
}

pub(super) fn ask(id: u32, accept: &'static str) -> Reply {
    let request = http::Request::builder().uri(format!("http://localhost/{id}")).header("accept", accept);
    let service =
        Service::new(Router::with_path("{id}").goal(handle)).hoop(EnvelopeLayer::<ErrorCode>::new());
    let (head, body) = answer(&service, request.body("").expect("a request")).into_parts();
    let lines = head.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    Reply::new(head.status.as_u16(), lines, body)
}

#[handler]
async fn limited(response: &mut Response) {
    error_code::Failure::new(ErrorCode::ChannelGone)
        .with_retry_after(Duration::from_secs(60))
        .render(response);
    error_code::Failure::new(ErrorCode::ChannelGone)
        .with_retry_after(Duration::from_secs(5))
        .render(response);
}

#[handler]
async fn free(response: &mut Response) {
    let failure = error_code::Failure::new(ErrorCode::ChannelGone).with_retry_after(Duration::from_secs(60));
    failure.with_header("X-Limit", "9").render(response);
    error_code::Success::from(()).render(response);
}

#[handler]
async fn own(response: &mut Response) {
    response.add_header("retry-after", "7", true).expect("a header");
    error_code::Failure::new(ErrorCode::ChannelGone)
        .with_retry_after(Duration::from_secs(60))
        .render(response);
}

#[handler]
async fn adds_cookies(response: &mut Response) {
    let failure = error_code::Failure::new(ErrorCode::ChannelGone);
    failure.with_header("Set-Cookie", "a=1").with_header("X-Limit", "9").render(response);
    response.add_header("set-cookie", "session=2", false).expect("a header");
    error_code::Failure::new(ErrorCode::ChannelGone).render(response);
}

#[test]
fn a_header_of_somebody_else_stays() {
    let service = Service::new(Router::new().goal(adds_cookies));
    let request = http::Request::builder().uri("http://localhost/").body("").expect("a request");
    let headers = answer(&service, request).into_parts().0.headers;
    let cookies: Vec<_> = headers.get_all("set-cookie").iter().collect();
    assert_eq!(cookies, ["session=2"]);
    assert!(!headers.contains_key("x-limit"));
}

#[test]
fn a_reply_removes_the_headers_of_the_failure_that_it_replaces() {
    let router = |path| Router::with_path(path);
    let service = Service::new(
        Router::new()
            .push(router("limited").goal(limited))
            .push(router("free").goal(free))
            .push(router("own").goal(own)),
    );
    for (path, expected) in [("limited", Some("5")), ("free", None), ("own", Some("7"))] {
        let request = http::Request::builder().uri(format!("http://localhost/{path}"));
        let headers = answer(&service, request.body("").expect("a request")).into_parts().0.headers;
        let wait = headers.get("retry-after").map(|value| value.to_str().expect("a text"));
        assert_eq!(wait, expected, "{path}");
        assert!(!headers.contains_key("x-limit"), "{path}");
    }
}
