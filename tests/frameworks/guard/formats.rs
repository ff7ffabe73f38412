//! What is sent of a failure, in each format.

use std::sync::{LazyLock, Mutex};

use axum::response::IntoResponse as _;
use errcat::{Failure, Format, Success};
use http_body_util::BodyExt;
use tonic_types::StatusExt;

use crate::guard::ErrorCode;

/// A reply, as far as a client sees it. Where a format has no HTTP status, it is the failure's own.
pub(crate) struct Sent {
    pub(crate) status: u16,
    pub(crate) body: String,
}

type Send = fn(Failure<ErrorCode>) -> Sent;

pub(crate) const FORMATS: [(&str, Send); 14] = [
    ("envelope", |failure| Sent::of(failure.status(), failure.to_json())),
    ("problem document", |failure| Sent::of(failure.status(), failure.to_problem_json())),
    ("envelope by format", |failure| Sent::of(failure.status(), failure.to_body(Format::Envelope))),
    ("serde", |failure| Sent::of(failure.status(), serde_json::to_vec(&failure).expect("JSON"))),
    ("axum", |failure| axum(failure.into_response())),
    ("axum, a problem document", problem_by_axum),
    ("actix-web", actix),
    ("poem", poem),
    ("rocket", |failure| rocket(failure, None)),
    ("rocket, a problem document", |failure| rocket(failure, Some("application/problem+json"))),
    ("salvo", salvo),
    ("warp", warp),
    ("http", |failure| {
        let response = http::Response::from(failure);
        Sent::of(response.status().as_u16(), response.into_body())
    }),
    ("gRPC", grpc),
];

impl Sent {
    fn of(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, body: String::from_utf8(body.into()).expect("UTF-8") }
    }
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(future)
}

fn axum(response: axum::response::Response) -> Sent {
    let status = response.status().as_u16();
    let body = run(response.into_body().collect()).expect("in memory").to_bytes();
    Sent::of(status, body)
}

fn problem_by_axum(failure: Failure<ErrorCode>) -> Sent {
    use tower::ServiceExt;
    let mut response = Some(failure.into_response());
    let service = tower::service_fn(move |_| {
        let response = response.take().expect("it is called once");
        async { Ok::<_, std::convert::Infallible>(response) }
    });
    let layer = errcat::axum::EnvelopeLayer::<ErrorCode>::new();
    let service = tower::ServiceBuilder::new().layer(layer).service(service);
    let request = http::Request::get("/").header("accept", "application/problem+json");
    let request = request.body(axum::body::Body::empty()).expect("a request");
    axum(run(service.oneshot(request)).expect("infallible"))
}

fn actix(failure: Failure<ErrorCode>) -> Sent {
    let request = actix_web::test::TestRequest::get().to_http_request();
    let response = actix_web::Responder::respond_to(failure, &request);
    let status = response.status().as_u16();
    let body = actix_web::body::MessageBody::try_into_bytes(response.into_body()).expect("in memory");
    Sent::of(status, body)
}

fn poem(failure: Failure<ErrorCode>) -> Sent {
    let response = poem::IntoResponse::into_response(failure);
    let status = response.status().as_u16();
    Sent::of(status, run(response.into_body().into_vec()).expect("in memory"))
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
    Sent::of(status, response.into_bytes().expect("a body"))
}

fn salvo(failure: Failure<ErrorCode>) -> Sent {
    use salvo_core::Scribe;
    let mut response = salvo_core::Response::new();
    failure.render(&mut response);
    let status = response.status_code.expect("a failure has a status").as_u16();
    let body = run(response.take_body().collect()).expect("in memory").to_bytes();
    Sent::of(status, body)
}

fn warp(failure: Failure<ErrorCode>) -> Sent {
    let response = warp::Reply::into_response(failure);
    let status = response.status().as_u16();
    let body = run(response.into_body().collect()).expect("in memory").to_bytes();
    Sent::of(status, body)
}

/// The message, and the details as they are sent.
fn grpc(failure: Failure<ErrorCode>) -> Sent {
    let http = failure.status();
    let status = tonic::Status::from(failure);
    let details = String::from_utf8_lossy(status.details()).into_owned();
    let info = status.get_details_error_info().expect("each failure has it");
    Sent { status: http, body: format!("{} {info:?} {details}", status.message()) }
}
