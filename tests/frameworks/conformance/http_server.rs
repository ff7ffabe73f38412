//! The server in nothing but the types of `http`: a service for hyper, written by hand, with errcat's feature `http`.

use std::convert::Infallible;
use std::future::pending;

use ::http::header::{ALLOW, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION, RETRY_AFTER, WWW_AUTHENTICATE};
use ::http::{HeaderMap, Request, Response, StatusCode};
use ::hyper::body::{Bytes, Frame, Incoming};
use ::hyper::service::service_fn;
use errcat::HttpKind;
use errcat::http::with_request_id;
use futures_util::stream;
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Collected, Full, LengthLimitError, Limited, StreamBody};
use percent_encoding::percent_decode_str;

use crate::conformance::framework::{Deviation, Framework};
use crate::conformance::hyper::HEADS;
use crate::conformance::service::{
    self, ErrorCode, LIMIT, PATIENCE, Pong, REQUEST_ID, Unserializable, error_code,
};

pub(crate) const HTTP: Framework = Framework {
    name: "http",
    start: || crate::conformance::hyper::start(service_fn(identified)),
    deviations: DEVIATIONS,
};

const DEVIATIONS: &[Deviation] = &[HEADS];

type Body = BoxBody<Bytes, Infallible>;
type Reply<T = Response<Body>> = Result<T, error_code::Failure>;

async fn identified(request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    with_request_id(REQUEST_ID, request, answer).await
}

/// A panic ends the handler's task alone. The task takes the id over.
async fn answer(request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    let reply = with_request_id(REQUEST_ID, request, route);
    let handler = tokio::spawn(tokio::time::timeout(PATIENCE, reply));
    let reply = match handler.await {
        Ok(Ok(reply)) => reply,
        Ok(Err(late)) => Err(failure(HttpKind::Timeout).with_source(late)),
        Err(panic) => Err(failure(HttpKind::Internal).with_source(panic)),
    };
    Ok(reply.unwrap_or_else(|failure| whole(failure.into())))
}

fn failure(kind: HttpKind) -> error_code::Failure {
    error_code::Failure::from_http(kind, kind.status::<ErrorCode>())
}

fn mistake(kind: HttpKind, text: impl Into<String>) -> error_code::Failure {
    failure(kind).with_description(text.into())
}

fn whole(response: Response<Vec<u8>>) -> Response<Body> {
    response.map(|body| Full::from(body).boxed())
}

fn pong(pong: impl Into<String>) -> Response<Body> {
    whole(error_code::Success::from(Pong { pong: pong.into() }).into())
}

async fn route(request: Request<Incoming>) -> Reply {
    let path = request.uri().path().to_owned();
    let allowed = match path.as_str() {
        "/json" => "POST",
        "/form" => "GET,HEAD,POST",
        path if HANDLED.contains(&path) || path.starts_with("/path/") || path.starts_with("/status/") => {
            "GET,HEAD"
        }
        _ => return Err(failure(HttpKind::NotFound)),
    };
    if allowed.split(',').any(|method| method == request.method().as_str()) {
        return handle(&path, request).await;
    }
    let refused = whole(failure(HttpKind::MethodNotAllowed).into());
    Ok(with(refused, ALLOW, allowed))
}

const HANDLED: [&str; 16] = [
    "/ok",
    "/nested/ok",
    "/query",
    "/header",
    "/fails",
    "/refuses",
    "/unserializable",
    "/panics",
    "/slow",
    "/later",
    "/redirect",
    "/stream",
    "/file",
    "/empty",
    "/foreign",
    "/problem",
];

async fn handle(path: &str, request: Request<Incoming>) -> Reply {
    if let Some(id) = path.strip_prefix("/path/") {
        return id_in_path(id);
    }
    if let Some(status) = path.strip_prefix("/status/") {
        return Ok(of_status(status.parse().expect("a status")));
    }
    match path {
        "/json" => json(request).await,
        "/form" => form(request).await,
        "/query" => query(&request),
        "/header" => header(&request),
        _ => other(path).await,
    }
}

async fn other(path: &str) -> Reply {
    Ok(match path {
        "/fails" => return Err(service::wrong_password()),
        "/refuses" => whole(errcat::http::respond(&HeaderMap::new(), service::refuse())),
        "/unserializable" => whole(error_code::Success::new(Unserializable).into()),
        "/panics" => {
            tokio::task::yield_now().await;
            panic!("secret {}", 1)
        }
        "/slow" => pending().await,
        "/later" => with(of_status(429), RETRY_AFTER, "3"),
        "/redirect" => with(own(303, "text/plain", b""), LOCATION, "/ok"),
        "/stream" => Response::new(chunks()),
        "/file" => own(200, "application/octet-stream", &[0, 1, 2, 3]),
        "/empty" => own(204, "text/plain", b""),
        "/foreign" => own(409, "application/json", br#"{"own":true}"#),
        "/problem" => own(422, "application/problem+json; charset=utf-8", br#"{"own":true}"#),
        _ => pong("ok"),
    })
}

/// What a server without a framework makes of a status in the first place.
fn of_status(status: u16) -> Response<Body> {
    let failure = error_code::Failure::from_http(HttpKind::from_status(status), status);
    with(whole(failure.with_source("secret").into()), WWW_AUTHENTICATE, "Basic")
}

fn own(status: u16, content_type: &'static str, body: &[u8]) -> Response<Body> {
    let mut response = Response::new(body.to_vec());
    *response.status_mut() = StatusCode::from_u16(status).expect("a status");
    with(whole(response), CONTENT_TYPE, content_type)
}

fn with(mut response: Response<Body>, name: HeaderName, value: &'static str) -> Response<Body> {
    response.headers_mut().insert(name, HeaderValue::from_static(value));
    response
}

fn chunks() -> Body {
    let chunks = ["one ", "two"].map(|chunk| Ok(Frame::data(Bytes::from(chunk))));
    StreamBody::new(stream::iter(chunks)).boxed()
}

fn id_in_path(id: &str) -> Reply {
    let id = percent_decode_str(id).decode_utf8();
    let id = id.map_err(|_| mistake(HttpKind::InvalidPath, "Invalid UTF-8 in `id`"))?;
    match id.parse::<u32>() {
        Ok(id) => Ok(pong(id.to_string())),
        Err(_) => Err(mistake(HttpKind::InvalidPath, format!("Cannot parse `{id}` to a `u32`"))),
    }
}

fn header(request: &Request<Incoming>) -> Reply {
    Ok(pong(errcat::http::header::<service::Headers, ErrorCode>(request)?.x_key))
}

async fn json(request: Request<Incoming>) -> Reply {
    let body = errcat::http::json::<service::Body, ErrorCode>(&whole_request(request).await?)?;
    Ok(pong(body.channel.name))
}

async fn form(request: Request<Incoming>) -> Reply {
    let form = errcat::http::form::<service::Form, ErrorCode>(&whole_request(request).await?)?;
    Ok(pong(form.text()))
}

fn query(request: &Request<Incoming>) -> Reply {
    Ok(pong(errcat::http::query::<service::Query, ErrorCode>(request)?.text()))
}

/// The request in memory, as errcat reads it.
async fn whole_request(request: Request<Incoming>) -> Reply<Request<Bytes>> {
    let (head, body) = request.into_parts();
    Ok(Request::from_parts(head, read(body).await?))
}

/// The body, as far as it may be long.
async fn read(body: Incoming) -> Reply<Bytes> {
    let read = Limited::new(body, LIMIT).collect().await;
    read.map(Collected::to_bytes).map_err(|error| {
        let is_long = error.is::<LengthLimitError>();
        let long = || mistake(HttpKind::PayloadTooLarge, "the body is too long");
        let failure = if is_long { long() } else { failure(HttpKind::BadRequest) };
        failure.with_source(error)
    })
}
