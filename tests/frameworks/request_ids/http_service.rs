//! A service in the types of `http`, which answers panics as those for hyper do: it runs each request in a task.

use std::convert::Infallible;

use errcat::HttpKind;
use errcat::http::{respond, with_request_id};
use http::header::HeaderValue;
use http::{HeaderMap, Request, Response};

use crate::request_ids::{ErrorCode, HEADER, NAME, Reply, Seen, error_code};

type Answer = Result<Response<Vec<u8>>, error_code::Failure>;

pub(crate) fn ask(path: &str, lines: &[(&str, &[u8])]) -> Reply {
    let request =
        lines.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
    let request = request.body(()).expect("a request");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let response = runtime.block_on(with_request_id(NAME, request, answer)).expect("infallible");
    let lines = response.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    Reply::new(response.status().as_u16(), lines, response.body().clone())
}

/// The task has the id too.
async fn answer(request: Request<()>) -> Result<Response<Vec<u8>>, Infallible> {
    let headers = request.headers().clone();
    let task = tokio::spawn(with_request_id(NAME, request, route)).await;
    let internal = |error| Err(error_code::Failure::from_http(HttpKind::Internal, 500).with_source(error));
    let failed = |failure| respond::<(), _>(&headers, Err(failure));
    Ok(task.unwrap_or_else(internal).unwrap_or_else(failed))
}

async fn route(request: Request<()>) -> Answer {
    match request.uri().path() {
        "/ok" => ok(request).await,
        "/inner/ok" => with_request_id("x-trace-id", request, ok).await,
        "/fails" => fails(request.headers()).await,
        "/foreign" => Ok(foreign(respond::<(), ErrorCode>(request.headers(), Err(teapot())))),
        "/text" => Ok(foreign(Response::new(b"text".to_vec()))),
        "/panics" => panic!("secret"),
        "/errs" => Err(error_code::Failure::from_http(HttpKind::Internal, 500)),
        _ => Err(error_code::Failure::from_http(HttpKind::NotFound, 404)),
    }
}

async fn ok(request: Request<()>) -> Answer {
    let lines = request.headers().get_all(HEADER).into_iter().map(HeaderValue::as_bytes);
    let seen = Seen::new(request.extensions().get(), lines);
    Ok(respond(request.headers(), Ok::<_, errcat::Failure<ErrorCode>>(seen.into())))
}

async fn fails(headers: &HeaderMap) -> Answer {
    tokio::task::yield_now().await;
    let failure = error_code::Failure::new(ErrorCode::Gone).with_header(HEADER, "of the failure");
    Ok(respond::<(), _>(headers, Err(failure)))
}

fn teapot() -> error_code::Failure {
    error_code::Failure::from_http(HttpKind::Fallback4xx, 418)
}

fn foreign(mut response: Response<Vec<u8>>) -> Response<Vec<u8>> {
    for id in ["of another", "of others"] {
        response.headers_mut().append(HEADER, HeaderValue::from_static(id));
    }
    response
}
