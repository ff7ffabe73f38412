//! The id in the event of a failure.

use axum::response::IntoResponse;
use errcat::Failure;

use crate::axum_layer::sent;
use crate::request_ids::axum_service::{request, service};
use crate::request_ids::{ErrorCode, HEADER};

#[test]
fn an_event_has_the_id_of_the_request() {
    for path in ["/fails", "/foreign", "/panics", "/errs", "/nothing"] {
        let (response, log) = sent(service(), request(path, &[(HEADER, b"5f2e")]));
        assert_eq!(response.headers()[HEADER], "5f2e");
        assert_eq!(log.len(), 1, "{log:?}");
        assert!(log[0].contains(r#" request_id="5f2e""#), "{log:?}");
    }
}

#[test]
fn an_event_without_a_request_has_no_id() {
    let service = tower::service_fn(async |_| Ok(Failure::new(ErrorCode::Gone).into_response()));
    let (_, log) = sent(service, request("/", &[]));
    assert!(!log[0].contains("request_id"), "{log:?}");
}

#[test]
fn an_event_has_the_id_of_a_peer_if_there_is_no_other() {
    let upstream = async |_| {
        let body = r#"{"result":"error","errorCode":"upstream","request_id":"of the\npeer"}"#;
        Ok(Failure::<ErrorCode>::from_json(body.as_bytes()).expect("a failure").into_response())
    };
    let (_, log) = sent(tower::service_fn(upstream), request("/", &[]));
    assert!(log[0].contains(r#" request_id="of the\\npeer""#), "{log:?}");
    let layer = errcat::axum::EnvelopeLayer::<ErrorCode>::new().with_request_id(HEADER);
    let service = tower::ServiceBuilder::new().layer(layer).service(tower::service_fn(
        async |request| -> Result<_, std::convert::Infallible> { upstream(request).await },
    ));
    let (_, log) = sent(service, request("/", &[(HEADER, b"own")]));
    assert!(log[0].contains(r#" request_id="own""#), "{log:?}");
}
