//! A service in actix-web.

use actix_web::body::{MessageBody, to_bytes};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Next, from_fn};
use actix_web::test::{TestRequest, init_service};
use actix_web::web::{Path, get};
use actix_web::{App, Error, HttpResponse, ResponseError, rt};
use errcat::actix::EnvelopeLayer;

use super::{ErrorCode, RenameError, error_code, rename};
use crate::problem::{PROBLEM, Reply};

async fn handle(id: Path<u32>) -> error_code::Result<(), RenameError> {
    rename(*id)
}

/// A middleware that fails with the error.
async fn refuse<B: MessageBody>(_: ServiceRequest, _: Next<B>) -> Result<ServiceResponse<B>, Error> {
    Err(RenameError::Gone { id: 8 }.into())
}

pub(super) fn ask(id: u32, accept: &'static str) -> Reply {
    let request = TestRequest::with_uri(&format!("/{id}")).append_header(("accept", accept));
    rt::System::new().block_on(async {
        let layer = EnvelopeLayer::<ErrorCode>::new();
        let app = init_service(App::new().route("/{id}", get().to(handle)).wrap(layer)).await;
        whole(app.call(request.to_request()).await.expect("a reply").into_parts().1).await
    })
}

async fn whole<B: MessageBody>(response: HttpResponse<B>) -> Reply {
    let (head, body) = response.into_parts();
    let body = to_bytes(body).await.unwrap_or_else(|_| panic!("a body")).to_vec();
    let lines = head.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    Reply::new(head.status().as_u16(), lines, body)
}

#[test]
fn an_error_of_a_middleware_is_negotiated_too() {
    let request = TestRequest::with_uri("/7").append_header(("accept", PROBLEM[0]));
    let (reply, log) = errcat_tests::log::logged(|| {
        rt::System::new().block_on(async {
            let layer = EnvelopeLayer::<ErrorCode>::new();
            let app = App::new().route("/{id}", get().to(handle)).wrap(from_fn(refuse)).wrap(layer);
            let error = init_service(app).await.call(request.to_request()).await.expect_err("it fails");
            whole(error.error_response()).await
        })
    });
    assert_eq!((reply.status, reply.header("content-type")), (410, Some(PROBLEM[0])));
    assert_eq!(log.len(), 1, "{log:?}");
}

/// Middleware asks for the status alone, and may look for the error.
#[test]
fn the_error_stays_the_error_of_the_response() {
    let response = HttpResponse::from_error(RenameError::Gone { id: 7 });
    let error = response.error().expect("the error");
    assert!(matches!(error.as_error(), Some(RenameError::Gone { id: 7 })));
    assert_eq!(error.as_response_error().status_code(), 410);
    assert_eq!(RenameError::TooFast.status_code(), 429);
}
