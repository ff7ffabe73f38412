//! What is sent of a failure, in each format.

use std::sync::{LazyLock, Mutex};

use axum::response::IntoResponse as _;
use errcat::axum::EnvelopeLayer;
use errcat::{Failure, Format, Success};
use http_body_util::BodyExt;
use tonic_types::StatusExt;

use crate::guard::ErrorCode;

/// A reply, as far as a client sees it. Where a format has no HTTP status, it is the failure's own.
pub(crate) struct Sent {
    pub(crate) status: u16,
    pub(crate) body: String,
    /// The names in lower case, and the values. `None` if the format is a body alone, or has no HTTP headers.
    pub(crate) headers: Option<Vec<(String, String)>>,
}

type Send = fn(Failure<ErrorCode>) -> Sent;

pub(crate) const FORMATS: [(&str, Send); 17] = [
    ("envelope", |failure| Sent::of(failure.status(), failure.to_json())),
    ("problem document", |failure| Sent::of(failure.status(), failure.to_problem_json())),
    ("envelope by format", |failure| Sent::of(failure.status(), failure.to_body(Format::Envelope))),
    ("serde", |failure| Sent::of(failure.status(), serde_json::to_vec(&failure).expect("JSON"))),
    ("axum", |failure| axum(failure.into_response())),
    ("axum, a problem document", |failure| by_layer(failure, LAYER, Some("application/problem+json"))),
    ("axum, a request with an id", |failure| by_layer(failure, LAYER.with_request_id(ID_HEADER), None)),
    ("axum, a problem document for a request with an id", |failure| {
        by_layer(failure, LAYER.with_request_id(ID_HEADER), Some("application/problem+json"))
    }),
    ("actix-web", actix),
    ("poem", poem),
    ("rocket", |failure| rocket(failure, None)),
    ("rocket, a problem document", |failure| rocket(failure, Some("application/problem+json"))),
    ("salvo", salvo),
    ("warp", warp),
    ("http", |failure| {
        let (head, body) = http::Response::from(failure).into_parts();
        Sent::of(head.status.as_u16(), body).with_map(&head.headers)
    }),
    ("http, a request with an id", http_with_id),
    ("gRPC", grpc),
];

/// The id of each request, and its header.
pub(crate) const ID: &str = "id-of-the-request";
const ID_HEADER: &str = "x-request-id";
const LAYER: EnvelopeLayer<ErrorCode> = EnvelopeLayer::new();

impl Sent {
    fn of(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, body: String::from_utf8(body.into()).expect("UTF-8"), headers: None }
    }

    fn with<'a>(self, headers: impl Iterator<Item = (impl AsRef<str>, &'a [u8])>) -> Self {
        let headers = headers.map(|(name, value)| {
            (name.as_ref().to_ascii_lowercase(), str::from_utf8(value).expect("ASCII").to_owned())
        });
        Self { headers: Some(headers.collect()), ..self }
    }

    fn with_map(self, headers: &http::HeaderMap) -> Self {
        self.with(headers.iter().map(|(name, value)| (name, value.as_bytes())))
    }
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(future)
}

fn axum(response: axum::response::Response) -> Sent {
    let (head, body) = response.into_parts();
    let body = run(body.collect()).expect("in memory").to_bytes();
    Sent::of(head.status.as_u16(), body).with_map(&head.headers)
}

fn by_layer(failure: Failure<ErrorCode>, layer: EnvelopeLayer<ErrorCode>, accept: Option<&str>) -> Sent {
    use tower::ServiceExt;
    let mut failure = Some(failure);
    let service = tower::service_fn(move |_| {
        let response = failure.take().expect("it is called once").into_response();
        async { Ok::<_, std::convert::Infallible>(response) }
    });
    let service = tower::ServiceBuilder::new().layer(layer).service(service);
    let request = http::Request::get("/").header(ID_HEADER, ID);
    let request = accept.into_iter().fold(request, |request, accept| request.header("accept", accept));
    let request = request.body(axum::body::Body::empty()).expect("a request");
    axum(run(service.oneshot(request)).expect("infallible"))
}

fn http_with_id(failure: Failure<ErrorCode>) -> Sent {
    let request = http::Request::get("/").header(ID_HEADER, ID).body(()).expect("a request");
    let service = async |_| Ok::<_, std::convert::Infallible>(http::Response::from(failure));
    let response = run(errcat::http::with_request_id(ID_HEADER, request, service)).expect("infallible");
    let (head, body) = response.into_parts();
    Sent::of(head.status.as_u16(), body).with_map(&head.headers)
}

fn actix(failure: Failure<ErrorCode>) -> Sent {
    let request = actix_web::test::TestRequest::get().to_http_request();
    let response = actix_web::Responder::respond_to(failure, &request);
    let (head, body) = response.into_parts();
    let body = actix_web::body::MessageBody::try_into_bytes(body).expect("in memory");
    let headers = head.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    Sent::of(head.status().as_u16(), body).with(headers)
}

fn poem(failure: Failure<ErrorCode>) -> Sent {
    let response = poem::IntoResponse::into_response(failure);
    let (head, body) = response.into_parts();
    Sent::of(head.status.as_u16(), run(body.into_vec()).expect("in memory")).with_map(&head.headers)
}

static GIVEN: Mutex<Option<Failure<ErrorCode>>> = Mutex::new(None);

#[rocket::get("/")]
fn given() -> Result<Success<(), ErrorCode>, Failure<ErrorCode>> {
    Err(GIVEN.lock().expect("no panic").take().expect("it was given"))
}

fn rocket(failure: Failure<ErrorCode>, accept: Option<&'static str>) -> Sent {
    static CLIENT: LazyLock<Mutex<rocket::local::blocking::Client>> = LazyLock::new(|| {
        let rocket =
            rocket::custom(rocket::Config { log_level: rocket::config::LogLevel::Off, ..Default::default() });
        let rocket = rocket.mount("/", rocket::routes![given]);
        Mutex::new(rocket::local::blocking::Client::untracked(rocket).expect("it starts"))
    });
    let client = CLIENT.lock().expect("no panic");
    *GIVEN.lock().expect("no panic") = Some(failure);
    let mut request = client.get("/");
    if let Some(accept) = accept {
        request.add_header(rocket::http::Header::new("accept", accept));
    }
    let response = request.dispatch();
    let status = response.status().code;
    let headers: Vec<_> =
        response.headers().iter().map(|line| (line.name.to_string(), line.value.to_string())).collect();
    let sent = Sent::of(status, response.into_bytes().expect("a body"));
    sent.with(headers.iter().map(|(name, value)| (name, value.as_bytes())))
}

fn salvo(failure: Failure<ErrorCode>) -> Sent {
    use salvo_core::Scribe;
    let mut response = salvo_core::Response::new();
    failure.render(&mut response);
    let status = response.status_code.expect("a failure has a status").as_u16();
    let body = run(response.take_body().collect()).expect("in memory").to_bytes();
    Sent::of(status, body).with_map(&response.headers)
}

fn warp(failure: Failure<ErrorCode>) -> Sent {
    let response = warp::Reply::into_response(failure);
    let (head, body) = response.into_parts();
    let body = run(body.collect()).expect("in memory").to_bytes();
    Sent::of(head.status.as_u16(), body).with_map(&head.headers)
}

/// The message, and the details as they are sent.
fn grpc(failure: Failure<ErrorCode>) -> Sent {
    let http = failure.status();
    let status = tonic::Status::from(failure);
    let details = String::from_utf8_lossy(status.details()).into_owned();
    let info = status.get_details_error_info().expect("each failure has it");
    Sent { status: http, body: format!("{} {info:?} {details}", status.message()), headers: None }
}
