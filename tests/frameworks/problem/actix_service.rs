//! A service in actix-web.

use actix_web::body::{BoxBody, MessageBody, to_bytes};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse};
use actix_web::error::ErrorInternalServerError;
use actix_web::http::header::{CONTENT_TYPE, ETAG, HeaderValue, VARY};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::{Next, from_fn};
use actix_web::test::{TestRequest, init_service};
use actix_web::web::{ServiceConfig, scope, to};
use actix_web::{App, Error, HttpRequest, HttpResponse, Responder, rt};
use errcat::actix::EnvelopeLayer;

use crate::problem::axum_service::Unserializable;
use crate::problem::preferred::{MASKED, PROBLEM, Reply, own};
use crate::problem::{ErrorCode, Number, error_code, number};

pub(crate) fn ask(method: &str, path: &str, accept: &[&str]) -> Reply {
    let method = Method::from_bytes(method.as_bytes()).expect("a method");
    let mut request = TestRequest::with_uri(path).method(method);
    for line in accept {
        request = request.append_header(("accept", *line));
    }
    rt::System::new().block_on(async {
        let middleware = EnvelopeLayer::<ErrorCode>::new();
        let nested = scope("/nested")
            .route("/fails", to(async || own()))
            .route("/masked", to(masked))
            .wrap(middleware);
        let app = App::new().configure(routes).service(nested).wrap(from_fn(erring)).wrap(middleware);
        let app = init_service(app).await;
        match app.call(request.to_request()).await {
            Ok(reply) => whole(reply.into_parts().1).await,
            Err(error) => whole(error.error_response()).await,
        }
    })
}

async fn whole<B: MessageBody>(response: HttpResponse<B>) -> Reply {
    let (head, body) = response.into_parts();
    let body = to_bytes(body).await.unwrap_or_else(|_| panic!("a body")).to_vec();
    let lines = head.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    Reply::new(head.status().as_u16(), lines, body)
}

/// A middleware that fails by itself: what it gives is no response, but an error.
async fn erring<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    match request.path() {
        "/errs" => Err(ErrorInternalServerError("secret")),
        "/refused" => Err(refusal()),
        _ => next.call(request).await,
    }
}

/// A failure to which another middleware has added headers, as that for CORS does.
fn refusal() -> Error {
    let mut error = Error::from(own());
    error.add_response_mapper(|mut response| {
        response.headers_mut().insert(VARY, HeaderValue::from_static("Origin"));
        response
    });
    error
}

#[test]
fn a_failure_of_a_middleware_has_the_headers_that_others_add() {
    for (accept, content_type) in [(&[][..], "application/json"), (PROBLEM, PROBLEM[0])] {
        let reply = ask("GET", "/refused", accept);
        let headers = [reply.header("content-type"), reply.header("vary")];
        assert_eq!(headers, [Some(content_type), Some("Origin, Accept")]);
    }
}

#[test]
fn a_body_that_replaced_a_failure_stays_in_each_middleware() {
    assert_eq!(ask("GET", "/nested/masked", PROBLEM).body, MASKED.as_bytes());
}

fn routes(config: &mut ServiceConfig) {
    let panics = async || -> HttpResponse { panic!("secret") };
    config
        .route("/fails", to(async || error_code::Result::<()>::Err(own())))
        .route("/unserializable", to(async || error_code::Success::new(Unserializable)))
        .route("/panics", to(panics))
        .route("/foreign", to(async || HttpResponse::UnprocessableEntity().body("secret")))
        .route("/ok", to(async || error_code::Success::from(())))
        .route("/json", to(json))
        .route("/number", to(async || number::Failure::new(Number::Code40001)))
        .route("/varies", to(varies))
        .route("/masked", to(masked))
        .route("/restated", to(async || own().customize().with_status(StatusCode::CONFLICT)));
}

async fn masked(request: HttpRequest) -> HttpResponse {
    own().respond_to(&request).set_body(BoxBody::new(MASKED))
}

async fn json() -> HttpResponse {
    HttpResponse::Conflict().insert_header((CONTENT_TYPE, "application/json")).body(r#"{"own":true}"#)
}

async fn varies() -> impl Responder {
    let reply = own().customize().append_header((VARY, "Origin, accept"));
    reply.insert_header((ETAG, "1")).insert_header(("x-own", "1"))
}
