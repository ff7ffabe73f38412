//! A service in poem.

use errcat::poem::EnvelopeLayer;
use poem::endpoint::{BoxEndpoint, make};
use poem::http::{Method, StatusCode};
use poem::{Endpoint, EndpointExt, IntoResponse, Request, Response, Result, Route};

use crate::problem::axum_service::Unserializable;
use crate::problem::preferred::{Reply, own};
use crate::problem::{ErrorCode, Number, error_code, number};

pub(crate) fn ask(method: &str, path: &str, accept: &[&str]) -> Reply {
    let method = Method::from_bytes(method.as_bytes()).expect("a method");
    let mut request = Request::builder().method(method).uri_str(path);
    for line in accept {
        request = request.header("accept", *line);
    }
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let (head, body) = routes().get_response(request.finish()).await.into_parts();
        let body = body.into_vec().await.expect("a body");
        let lines = head.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
        Reply::new(head.status.as_u16(), lines, body)
    })
}

fn routes() -> BoxEndpoint<'static, Response> {
    let layer = EnvelopeLayer::<ErrorCode>::new();
    let fails = || make(async |_| Result::<()>::Err(own().into()));
    Route::new()
        .at("/fails", make(async |_| own()))
        .at("/nested/fails", fails().with(layer))
        .at("/unserializable", make(async |_| error_code::Success::new(Unserializable)))
        .at("/panics", make(async |_| -> StatusCode { panic!("secret") }))
        .at("/errs", make(async |_| Result::<()>::Err(poem::error::InternalServerError(Secret))))
        .at("/foreign", make(async |_| "secret".with_status(StatusCode::UNPROCESSABLE_ENTITY)))
        .at("/ok", make(async |_| error_code::Success::from(())))
        .at("/json", make(async |_| json()))
        .at("/number", make(async |_| number::Failure::new(Number::Code40001)))
        .at("/varies", make(async |_| varies()))
        .at("/restated", make(async |_| IntoResponse::with_status(own(), StatusCode::CONFLICT)))
        .with(layer)
        .boxed()
}

#[derive(Debug)]
struct Secret;

impl std::fmt::Display for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("secret")
    }
}

impl std::error::Error for Secret {}

fn json() -> Response {
    let reply = Response::builder().status(StatusCode::CONFLICT).content_type("application/json");
    reply.body(r#"{"own":true}"#)
}

fn varies() -> impl IntoResponse {
    let reply = own().into_response().with_header("vary", "Origin, accept");
    reply.with_header("etag", "1").with_header("x-own", "1")
}
