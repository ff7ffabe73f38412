//! Catalogs with `http_status = 200`: every reply has this status, and the body says what it is.

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::get;
use errcat::HttpKind;
use errcat::axum::EnvelopeLayer;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

#[allow(deprecated, reason = "a catalog without `[http]` gets a warning")]
mod slack {
    #[errcat::catalog("wire/shapes/slack.toml")]
    pub(super) enum ErrorCode {}
}

use slack::ErrorCode;

type Failure = errcat::Failure<ErrorCode>;
type Reply = Result<errcat::Success<Value, ErrorCode>, Failure>;

async fn panicking() -> Reply {
    panic!("a secret")
}

/// The status and the body of the reply to a request.
async fn sent(path: &str) -> (u16, String) {
    let service = Router::new()
        .route("/", get(|| async { Reply::Ok(json!({"channel": "C1"}).into()) }))
        .route("/created", get(|| async { errcat::Success::<_, ErrorCode>::new(json!({})).with_status(201) }))
        .route("/own", get(|| async { Reply::Err(ErrorCode::ChannelNotFound.into()) }))
        .route("/status", get(|| async { Reply::Err(Failure::new(ErrorCode::NotAuthed).with_status(503)) }))
        .route("/panic", get(panicking))
        .layer(EnvelopeLayer::<ErrorCode>::new());
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let response = service.oneshot(request).await.expect("it cannot fail");
    let status = response.status().as_u16();
    let body = response.into_body().collect().await.expect("a body").to_bytes();
    (status, String::from_utf8(body.to_vec()).expect("JSON is UTF-8"))
}

#[tokio::test]
async fn every_reply_of_axum_has_the_status_200() {
    for (path, body) in [
        ("/", r#"{"ok":true,"channel":"C1"}"#),
        ("/created", r#"{"ok":true}"#),
        ("/own", r#"{"ok":false,"error":"channel_not_found"}"#),
        ("/status", r#"{"ok":false,"error":"not_authed"}"#),
        ("/nowhere", r#"{"ok":false,"error":"not_found"}"#),
        ("/panic", r#"{"ok":false,"error":"internal"}"#),
    ] {
        assert_eq!(sent(path).await, (200, body.to_owned()), "{path}");
    }
}

mod salvo {
    use errcat::salvo::{EnvelopeLayer, catcher};
    use salvo_core::prelude::*;

    use super::{ErrorCode, Failure};
    use crate::adapters::salvo_service::answer;

    #[handler]
    async fn guard(request: &Request) -> Result<(), Failure> {
        if request.headers().contains_key("x-key") { Ok(()) } else { Err(ErrorCode::NotAuthed.into()) }
    }

    /// Replaces the failure of a hoop inside.
    #[handler]
    async fn replaces(
        request: &mut Request,
        depot: &mut Depot,
        response: &mut Response,
        control: &mut FlowCtrl,
    ) {
        control.call_next(request, depot, response).await;
        match request.uri().path() {
            "/login" => response.render(Redirect::found("/")),
            "/away" => response.render(StatusError::service_unavailable()),
            "/same" => response.render(StatusError::unauthorized()),
            _ => {}
        }
    }

    #[handler]
    async fn delete(response: &mut Response) -> errcat::Success<(), ErrorCode> {
        response.add_header("x-deleted", "1", true).expect("a header");
        errcat::Success::new(())
    }

    /// The status, whether the handler was called, and the body.
    fn sent(service: &Service, key: bool) -> (u16, bool, String) {
        sent_to(service, "/", key)
    }

    fn sent_to(service: &Service, path: &str, key: bool) -> (u16, bool, String) {
        let request = http::Request::delete(format!("http://localhost{path}"));
        let request = if key { request.header("x-key", "1") } else { request };
        let (head, body) = answer(service, request.body("").expect("a request")).into_parts();
        let body = String::from_utf8(body).expect("JSON is UTF-8");
        (head.status.as_u16(), head.headers.contains_key("x-deleted"), body)
    }

    fn service() -> Service {
        let router = Router::with_path("{**rest}").hoop(replaces).hoop(guard).delete(delete);
        Service::new(router).catcher(catcher::<ErrorCode>())
    }

    #[test]
    fn what_replaces_a_failure_has_its_own_status() {
        let layered = service().hoop(EnvelopeLayer::<ErrorCode>::new());
        assert_eq!(sent_to(&layered, "/login", false).0, 302);
        for (path, code) in [("/away", "unavailable"), ("/same", "unauthorized")] {
            let (status, _, body) = sent_to(&layered, path, false);
            assert_eq!((status, body), (200, format!(r#"{{"ok":false,"error":"{code}"}}"#)));
        }
    }

    #[test]
    fn a_hoop_that_refuses_ends_the_request() {
        let layered = service().hoop(EnvelopeLayer::<ErrorCode>::new());
        let refused = || r#"{"ok":false,"error":"not_authed"}"#.to_owned();
        assert_eq!(sent(&layered, true), (200, true, r#"{"ok":true}"#.to_owned()));
        assert_eq!(sent(&layered, false), (200, false, refused()));
        // Without the layer, the handler is not called either.
        assert_eq!(sent(&service(), false), (401, false, refused()));
    }
}

#[test]
fn headers_are_sent_with_the_status_200() {
    let response = http::Response::<Vec<u8>>::from(Failure::new(ErrorCode::NotAuthed).with_header("a", "1"));
    assert_eq!(
        (response.status().as_u16(), &response.headers()["a"]),
        (200, &http::HeaderValue::from_static("1"))
    );
}

#[test]
fn what_is_logged_and_kept_back_follows_the_status_of_the_failure() {
    let failure = Failure::from_http(HttpKind::Internal, 500).with_description("a secret");
    assert_eq!(failure.status(), 500);
    assert!(!String::from_utf8(failure.to_json()).expect("UTF-8").contains("secret"));
    let read = Failure::from_json_with_status(&failure.to_json(), 200).expect("a failure, as it says");
    assert_eq!(read.wire_code(), "internal");
}
