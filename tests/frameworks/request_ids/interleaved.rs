//! Many requests at the same time on one thread, each of which waits several times.

use std::convert::Infallible;
use std::time::Duration;

use actix_web::dev::Service as _;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::get;
use errcat::{Failure, RequestId};
use futures_util::future::join_all;
use tower::ServiceExt;

use crate::request_ids::{ErrorCode, HEADER};

const REQUESTS: u64 = 200;

/// The ids of the bodies that are written between waits.
async fn ids_of_bodies(number: u64) -> Vec<Option<String>> {
    let mut ids = Vec::new();
    for step in 0..5 {
        tokio::time::sleep(Duration::from_millis((number * 7 + step * 3) % 11)).await;
        let failure = Failure::<ErrorCode>::from_json(&Failure::new(ErrorCode::Gone).to_json());
        ids.push(failure.expect("a failure").request_id().map(str::to_owned));
    }
    ids
}

/// Each third request is of a service without ids.
fn has_id(number: u64) -> bool {
    !number.is_multiple_of(3)
}

fn hold(number: u64, ids: &[Option<String>]) {
    let id = has_id(number).then(|| number.to_string());
    assert_eq!(ids, vec![id; 5], "request {number}");
}

fn on_one_thread(all: impl Future) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    runtime.block_on(all);
}

async fn held(number: u64) -> &'static str {
    hold(number, &ids_of_bodies(number).await);
    "held"
}

#[test]
fn each_request_of_axum_keeps_its_id() {
    let layer = errcat::axum::EnvelopeLayer::<ErrorCode>::new();
    let handler = get(async |number: axum::extract::Path<u64>| held(*number).await);
    let routes = Router::new().route("/{number}", handler);
    let (without, with) = (routes.clone().layer(layer), routes.layer(layer.with_request_id(HEADER)));
    on_one_thread(join_all((0..REQUESTS).map(|number| {
        let request = Request::get(format!("/{number}")).header(HEADER, number).body(Body::empty());
        let service = if has_id(number) { &with } else { &without };
        let reply = service.clone().oneshot(request.expect("a request"));
        async { assert_eq!(reply.await.expect("infallible").status(), 200) }
    })));
}

#[test]
fn each_request_of_actix_keeps_its_id() {
    use actix_web::test::{TestRequest, init_service};

    let layer = errcat::actix::EnvelopeLayer::<ErrorCode>::new();
    let route = || actix_web::web::to(async |number: actix_web::web::Path<u64>| held(*number).await);
    actix_web::rt::System::new().block_on(async {
        let without = init_service(actix_web::App::new().route("/{number}", route()).wrap(layer)).await;
        let with = actix_web::App::new().route("/{number}", route()).wrap(layer.with_request_id(HEADER));
        let with = init_service(with).await;
        join_all((0..REQUESTS).map(|number| {
            let request = TestRequest::with_uri(&format!("/{number}"));
            let request = request.insert_header((HEADER, number.to_string())).to_request();
            let reply: std::pin::Pin<Box<dyn Future<Output = u16>>> = if has_id(number) {
                let reply = with.call(request);
                Box::pin(async { reply.await.map_or(500, |reply| reply.status().as_u16()) })
            } else {
                let reply = without.call(request);
                Box::pin(async { reply.await.map_or(500, |reply| reply.status().as_u16()) })
            };
            async { assert_eq!(reply.await, 200) }
        }))
        .await;
    });
}

#[test]
fn each_request_in_the_types_of_http_keeps_its_id() {
    let service = async |request: Request<u64>| {
        let id: Option<RequestId> = request.extensions().get().cloned();
        let number = *request.body();
        assert_eq!(id.map(|id| id.to_string()), has_id(number).then(|| number.to_string()));
        held(number).await;
        Ok::<_, Infallible>(http::Response::new(()))
    };
    on_one_thread(join_all((0..REQUESTS).map(|number| async move {
        let request = Request::get("/").header(HEADER, number).body(number).expect("a request");
        if has_id(number) {
            let _ = errcat::http::with_request_id(HEADER, request, service).await;
        } else {
            let _ = service(request).await;
        }
    })));
}
