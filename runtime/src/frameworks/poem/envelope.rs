//! The layer as poem's middleware.

use core::future::Future;
use core::marker::PhantomData;
use core::pin::pin;
use core::task::{Context, Poll, Waker};
use std::panic::{AssertUnwindSafe, catch_unwind};

use poem::http::{HeaderName, Response as HttpResponse};
use poem::{Body, Endpoint, Error, IntoResponse, Middleware, Request, Response, Result};

use super::response::{failure_of_error, into_failure, response};
use crate::frameworks::http::response as http;
use crate::frameworks::layer::EnvelopeLayer;
use crate::frameworks::policy::{LOGGED, Wanted, catch_panic, failure_of_panic, stays, waiting};
use crate::frameworks::request_id::Identified;
use crate::{Code, Failure};

impl<E: Endpoint, C: Code> Middleware<E> for EnvelopeLayer<C> {
    type Output = EnvelopeEndpoint<E, C>;

    fn transform(&self, endpoint: E) -> Self::Output {
        let request_id = self.request_id.map(HeaderName::from_static);
        EnvelopeEndpoint { endpoint, request_id, catalog: PhantomData }
    }
}

/// The endpoint that [`EnvelopeLayer`] makes of another. It has no errors.
#[derive(Debug)]
pub struct EnvelopeEndpoint<E, C> {
    endpoint: E,
    /// The header with the id of a request.
    request_id: Option<HeaderName>,
    catalog: PhantomData<fn() -> C>,
}

impl<E: Endpoint, C: Code> Endpoint for EnvelopeEndpoint<E, C> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> Result<Response> {
        let Some(name) = self.request_id.clone() else { return Ok(self.answer(request).await) };
        let outer = request.extensions().get().cloned();
        let identified = Identified::new(name, request.headers_mut(), outer);
        request.extensions_mut().insert(identified.id.clone());
        let mut response = identified.id.scope(pin!(self.answer(request))).await;
        identified.mark(response.headers_mut());
        Ok(response)
    }
}

impl<E: Endpoint, C: Code> EnvelopeEndpoint<E, C> {
    async fn answer(&self, request: Request) -> Response {
        let wanted = Wanted::by::<C>(request.headers()).with_method(request.method().as_str());
        let reply = match catch_panic(|| self.endpoint.call(request)).await {
            Ok(Ok(output)) => Ok(output.into_response()),
            // A response that somebody handed on as an error is a response.
            Ok(Err(error)) if error.is_from_response() => Ok(error.into_response()),
            Ok(Err(error)) => Err(finish_error::<C>(error, wanted)),
            Err(panic) => {
                Err(http::replace(HttpResponse::default(), &failure_of_panic::<C>(&*panic), wanted))
            }
        };
        response(match reply {
            Ok(reply) => http::finish::<C, _>(into_http(reply), wanted, None, text),
            Err(answer) => answer,
        })
    }
}

/// The longest text in bytes whose beginning is logged.
const LONGEST_TEXT: usize = 64 * LOGGED;

/// The beginning of a body that is there already.
fn text(body: Body) -> Option<Vec<u8>> {
    let poll = || pin!(body.into_bytes_limit(LONGEST_TEXT)).poll(&mut Context::from_waker(Waker::noop()));
    // A body that panics is replaced like any other.
    match catch_unwind(AssertUnwindSafe(poll)).ok()? {
        Poll::Ready(text) => text.ok().map(|text| text[..text.len().min(LOGGED)].to_vec()),
        Poll::Pending => None,
    }
}

/// What leaves in the place of an error.
fn finish_error<C: Code>(error: Error, wanted: Wanted) -> HttpResponse<Body> {
    if error.is::<Failure<C>>() {
        return http::replace(HttpResponse::default(), &into_failure::<C>(error), wanted);
    }
    let failure = failure_of_error::<C>(&error).with_source(error.to_string());
    let reply = into_http(error.into_response());
    if stays(reply.status().as_u16(), reply.headers()) {
        return reply;
    }
    let failure = waiting(failure, reply.headers());
    http::replace(reply.map(drop), &failure, wanted)
}

fn into_http(response: Response) -> HttpResponse<Body> {
    let (head, body) = response.into_parts();
    let mut response = HttpResponse::new(body);
    *response.status_mut() = head.status;
    *response.version_mut() = head.version;
    *response.headers_mut() = head.headers;
    *response.extensions_mut() = head.extensions;
    response
}
