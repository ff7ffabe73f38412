//! A service in actix-web.

use actix_web::body::{MessageBody, to_bytes};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse};
use actix_web::error::ErrorInternalServerError;
use actix_web::http::StatusCode;
use actix_web::middleware::{Next, from_fn};
use actix_web::test::{TestRequest, init_service};
use actix_web::web::{ReqData, ServiceConfig, scope, to};
use actix_web::{App, Error, HttpRequest, HttpResponse, rt};
use errcat::RequestId;
use errcat::actix::EnvelopeLayer;

use crate::request_ids::{ErrorCode, HEADER, NAME, Reply, Seen, error_code};

pub(crate) fn ask(path: &str, lines: &[(&str, &[u8])]) -> Reply {
    let request = TestRequest::with_uri(path);
    let request = lines.iter().fold(request, |request, line| request.append_header(*line));
    rt::System::new().block_on(async {
        let layer = EnvelopeLayer::<ErrorCode>::new();
        let app = App::new().configure(routes).wrap(layer).wrap(from_fn(erring));
        let app = init_service(app.wrap(layer.with_request_id(NAME))).await;
        match app.call(request.to_request()).await {
            Ok(reply) => whole(reply.into_parts().1).await,
            Err(error) => whole(error.error_response()).await,
        }
    })
}

async fn whole<B: MessageBody>(response: HttpResponse<B>) -> Reply {
    let (head, body) = response.into_parts();
    let body = to_bytes(body).await.unwrap_or_else(|_| panic!("a body"));
    let lines = head.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    Reply::new(head.status().as_u16(), lines, body)
}

/// A middleware that fails by itself: what it gives is no response, but an error.
async fn erring<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    if request.path() == "/errs" {
        return Err(ErrorInternalServerError("secret"));
    }
    next.call(request).await
}

pub(crate) fn routes(config: &mut ServiceConfig) {
    let layer = EnvelopeLayer::<ErrorCode>::new().with_request_id("x-trace-id");
    config
        .service(scope("/inner").route("/ok", to(ok)).wrap(layer))
        .route("/ok", to(ok))
        .route("/fails", to(fails))
        .route("/foreign", to(async || foreign(StatusCode::IM_A_TEAPOT)))
        .route("/text", to(async || foreign(StatusCode::OK)))
        .route("/panics", to(async || -> HttpResponse { panic!("secret") }));
}

fn foreign(status: StatusCode) -> HttpResponse {
    let mut response = HttpResponse::build(status);
    response.append_header((HEADER, "of another")).append_header((HEADER, "of others")).body("text")
}

async fn ok(id: Option<ReqData<RequestId>>, request: HttpRequest) -> error_code::Success<Seen> {
    let lines = request.headers().get_all(HEADER).map(actix_web::http::header::HeaderValue::as_bytes);
    Seen::new(id.as_deref(), lines).into()
}

async fn fails() -> error_code::Failure {
    rt::task::yield_now().await;
    error_code::Failure::new(ErrorCode::Gone).with_header(HEADER, "of the failure")
}
