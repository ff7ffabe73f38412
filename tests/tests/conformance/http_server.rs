//! The server in nothing but the types of `http`: a service for hyper, written by hand, with errcat's feature `http`.

use std::convert::Infallible;
use std::error::Error;
use std::future::pending;
use std::str::FromStr;

use ::http::header::{ALLOW, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION, RETRY_AFTER, WWW_AUTHENTICATE};
use ::http::{Request, Response, StatusCode};
use ::hyper::body::{Bytes, Frame, Incoming};
use ::hyper::service::service_fn;
use errcat::HttpKind;
use futures_util::stream;
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Collected, Full, LengthLimitError, Limited, StreamBody};
use serde_json::error::Category;

use crate::framework::{Deviation, Framework, Instead};
use crate::hyper::HEADS;
use crate::service::{self, ErrorCode, LIMIT, PATIENCE, Pong, Unserializable, error_code};

pub(crate) const HTTP: Framework =
    Framework { name: "http", start: || crate::hyper::start(service_fn(answer)), deviations: DEVIATIONS };

const DEVIATIONS: &[Deviation] = &[
    HEADS,
    Deviation {
        of: &[
            "half a body",
            "JSON that is not UTF-8",
            "half a surrogate",
            "a number that is too large for any",
            "a number for a name",
            "no name",
            "a name twice",
            "a number that is too large",
            "a number below none",
        ],
        instead: Instead::NoPlace,
        because: SERDE_JSON,
    },
    text(&["100,000 arrays"], "recursion limit exceeded at line 1 column 134"),
    text(&["100,000 objects"], "recursion limit exceeded at line 1 column 638"),
    text(&["an array"], "invalid length 0, expected struct Body with 3 elements at line 1 column 2"),
    text(&["null"], "invalid type: null, expected struct Body at line 1 column 4"),
    text(
        &["a channel that is none"],
        "invalid type: integer `7`, expected struct Channel at line 1 column 12",
    ),
    text(
        &["a long text for a channel"],
        "invalid type: string \"xx … xx\", expected struct Channel at line 1 column 100013",
    ),
];

const SERDE_JSON: &str = "the server's own reader of JSON sends what `serde_json` says";

const fn text(of: &'static [&'static str], text: &'static str) -> Deviation {
    Deviation { of, instead: Instead::Text(text), because: SERDE_JSON }
}

type Body = BoxBody<Bytes, Infallible>;
type Reply<T = Response<Body>> = Result<T, error_code::Failure>;

/// A panic ends the handler's task alone.
async fn answer(request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    let handler = tokio::spawn(tokio::time::timeout(PATIENCE, route(request)));
    let reply = match handler.await {
        Ok(Ok(reply)) => reply,
        Ok(Err(late)) => Err(failure(HttpKind::Timeout).with_source(late)),
        Err(panic) => Err(failure(HttpKind::Internal).with_source(panic)),
    };
    Ok(reply.unwrap_or_else(|failure| whole(failure.into())))
}

fn failure(kind: HttpKind) -> error_code::Failure {
    error_code::Failure::of_http(kind, kind.status::<ErrorCode>())
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

const HANDLED: [&str; 15] = [
    "/ok",
    "/nested/ok",
    "/query",
    "/header",
    "/fails",
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
        "/query" => query(request.uri().query().unwrap_or_default()),
        "/header" => header(&request),
        _ => other(path).await,
    }
}

async fn other(path: &str) -> Reply {
    Ok(match path {
        "/fails" => return Err(error_code::Failure::new(ErrorCode::WrongPassword).with_source("secret")),
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
    let failure = error_code::Failure::of_http(HttpKind::of_status(status), status);
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
    let id = String::from_utf8(decoded(id));
    let id = id.map_err(|_| mistake(HttpKind::InvalidPath, "Invalid UTF-8 in `id`"))?;
    match id.parse::<u32>() {
        Ok(id) => Ok(pong(id.to_string())),
        Err(_) => Err(mistake(HttpKind::InvalidPath, format!("Cannot parse `{id}` to a `u32`"))),
    }
}

fn header(request: &Request<Incoming>) -> Reply {
    let lines = |name| request.headers().get_all(name).into_iter().map(HeaderValue::as_bytes);
    Ok(pong(service::headers(lines)?.x_key))
}

async fn json(request: Request<Incoming>) -> Reply {
    let content_type = content_type(&request);
    let subtype = content_type.strip_prefix("application/").unwrap_or_default();
    if subtype != "json" && !subtype.ends_with("+json") {
        let text = "Expected request with `Content-Type: application/json`";
        return Err(mistake(HttpKind::UnsupportedMediaType, text));
    }
    let body = read(request.into_body()).await?;
    match serde_json::from_slice::<service::Body>(&body) {
        Ok(body) => Ok(pong(body.channel.name)),
        Err(error) if error.classify() == Category::Data => {
            Err(mistake(HttpKind::InvalidData, error.to_string()))
        }
        Err(error) => Err(mistake(HttpKind::InvalidJson, error.to_string())),
    }
}

async fn form(request: Request<Incoming>) -> Reply {
    if request.method() != "POST" {
        return named(request.uri().query().unwrap_or_default(), HttpKind::InvalidQuery);
    }
    if content_type(&request) != "application/x-www-form-urlencoded" {
        let text = "Form requests must have `Content-Type: application/x-www-form-urlencoded`";
        return Err(mistake(HttpKind::UnsupportedMediaType, text));
    }
    let body = read(request.into_body()).await?;
    named(&String::from_utf8_lossy(&body), HttpKind::InvalidData)
}

fn named(form: &str, kind: HttpKind) -> Reply {
    let name = required(form, "name", kind)?;
    let _: u8 = number("age", &required(form, "age", kind)?, kind)?;
    Ok(pong(name))
}

fn query(query: &str) -> Reply {
    let kind = HttpKind::InvalidQuery;
    let limit: u32 = number("limit", &required(query, "limit", kind)?, kind)?;
    match field(query, "order", kind)?.as_deref() {
        None | Some("up" | "down") => Ok(pong(limit.to_string())),
        Some(order) => {
            let text = format!("order: unknown variant `{order}`, expected `up` or `down`");
            Err(mistake(kind, text))
        }
    }
}

/// The body, as far as it may be long.
async fn read(body: Incoming) -> Reply<Bytes> {
    let read = Limited::new(body, LIMIT).collect().await;
    read.map(Collected::to_bytes).map_err(|error| {
        let is_long = error.is::<LengthLimitError>();
        let kind = if is_long { HttpKind::PayloadTooLarge } else { HttpKind::BadRequest };
        failure(kind).with_source(error)
    })
}

fn content_type(request: &Request<Incoming>) -> String {
    let line = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    line.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn required(pairs: &str, name: &str, kind: HttpKind) -> Reply<String> {
    field(pairs, name, kind)?.ok_or_else(|| mistake(kind, format!("missing field `{name}`")))
}

/// The value of a field, which stands once or not at all.
fn field(pairs: &str, name: &str, kind: HttpKind) -> Reply<Option<String>> {
    let pairs = pairs.split('&').filter_map(|pair| pair.split_once('='));
    let mut values = pairs.filter(|(own, _)| *own == name).map(|(_, value)| value.replace('+', " "));
    let value = values.next().map(|value| String::from_utf8_lossy(&decoded(&value)).into_owned());
    match values.next() {
        Some(_) => Err(mistake(kind, format!("duplicate field `{name}`"))),
        None => Ok(value),
    }
}

fn number<T: FromStr<Err: Error>>(name: &str, text: &str, kind: HttpKind) -> Reply<T> {
    text.parse().map_err(|error| mistake(kind, format!("{name}: {error}")))
}

/// `%41` as `A`. What is no such thing stays.
fn decoded(text: &str) -> Vec<u8> {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        match part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend_from_slice(&part.as_bytes()[2..]);
            }
            None => bytes.extend([b"%", part.as_bytes()].concat()),
        }
    }
    bytes
}
