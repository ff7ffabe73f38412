//! A service in poem.

use errcat::poem::EnvelopeLayer;
use poem::endpoint::make;
use poem::http::StatusCode;
use poem::http::header::HeaderValue;
use poem::{Endpoint, EndpointExt, Request, Response, Result, Route};

use crate::request_ids::{ErrorCode, HEADER, NAME, Reply, Seen, error_code};

pub(crate) fn ask(path: &str, lines: &[(&str, &[u8])]) -> Reply {
    let request = Request::builder().uri_str(path);
    let request = lines.iter().fold(request, |request, (name, value)| request.header(*name, *value)).finish();
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let (head, body) = routes().get_response(request).await.into_parts();
        let body = body.into_vec().await.expect("a body");
        let lines = head.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
        Reply::new(head.status.as_u16(), lines, body)
    })
}

fn routes() -> impl Endpoint<Output = Response> {
    let layer = EnvelopeLayer::<ErrorCode>::new();
    Route::new()
        .nest("/inner", Route::new().at("/ok", make(ok)).with(layer.with_request_id("x-trace-id")))
        .at("/ok", make(ok))
        .at("/fails", make(async |_| fails().await))
        .at("/foreign", make(async |_| foreign(StatusCode::IM_A_TEAPOT)))
        .at("/text", make(async |_| foreign(StatusCode::OK)))
        .at("/panics", make(async |_| -> StatusCode { panic!("secret") }))
        .at("/errs", make(async |_| Result::<()>::Err(poem::error::InternalServerError(std::fmt::Error))))
        .with(layer)
        .with(layer.with_request_id(NAME))
}

fn foreign(status: StatusCode) -> Response {
    let response = Response::builder().status(status).header(HEADER, "of another");
    response.header(HEADER, "of others").body("text")
}

async fn ok(request: Request) -> error_code::Success<Seen> {
    let lines = request.headers().get_all(HEADER).into_iter().map(HeaderValue::as_bytes);
    Seen::new(request.extensions().get(), lines).into()
}

async fn fails() -> error_code::Failure {
    tokio::task::yield_now().await;
    error_code::Failure::new(ErrorCode::Gone).with_header(HEADER, "of the failure")
}
