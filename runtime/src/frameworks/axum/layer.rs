//! The layer as tower's: a service that always answers.

use std::convert::Infallible;
use std::future::Future;
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use ::axum::BoxError;
use ::axum::body::{Body, Bytes, HttpBody};
use ::axum::http::{HeaderMap, HeaderName, Request, Response as HttpResponse};
use ::axum::response::Response;
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use super::response::{failure_of_error, text};
use crate::frameworks::http::response::{finish, replace};
use crate::frameworks::layer::EnvelopeLayer;
use crate::frameworks::policy::{Wanted, failure_of_panic};
use crate::frameworks::request_id::{Identified, during};
use crate::{Code, Failure};

impl<C: Code, S> Layer<S> for EnvelopeLayer<C> {
    type Service = EnvelopeService<S, C>;

    fn layer(&self, inner: S) -> Self::Service {
        let request_id = self.request_id.map(HeaderName::from_static);
        EnvelopeService { inner, unready: None, request_id, catalog: PhantomData }
    }
}

/// The service that [`EnvelopeLayer`] makes of another.
#[derive(Debug)]
pub struct EnvelopeService<S, C> {
    inner: S,
    /// Why the inner service is not ready, answered in `call`.
    unready: Option<BoxError>,
    /// The header with the id of a request.
    request_id: Option<HeaderName>,
    catalog: PhantomData<fn() -> C>,
}

impl<S: Clone, C> Clone for EnvelopeService<S, C> {
    fn clone(&self) -> Self {
        let (inner, request_id) = (self.inner.clone(), self.request_id.clone());
        Self { inner, unready: None, request_id, catalog: PhantomData }
    }
}

impl<S, C, Q, B> Service<Request<Q>> for EnvelopeService<S, C>
where
    C: Code,
    S: Service<Request<Q>, Response = HttpResponse<B>>,
    S::Error: Into<BoxError>,
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response;
    /// Whatever goes wrong is answered.
    type Error = Infallible;
    type Future = EnvelopeFuture<S::Future, C>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        if self.unready.is_none() {
            self.unready = match catch_unwind(AssertUnwindSafe(|| self.inner.poll_ready(context))) {
                Ok(poll) => ready!(poll).err().map(Into::into),
                Err(panic) => Some(failure_of_panic::<C>(&*panic).into()),
            };
        }
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: Request<Q>) -> Self::Future {
        let (method, headers) = (request.method().as_str(), request.headers());
        let wanted = Wanted::by::<C>(headers).with_method(method).with_calls(method, headers);
        let identified = self.request_id.clone().map(|name| Identified::of_request(name, &mut request));
        let call = || catch_unwind(AssertUnwindSafe(|| self.inner.call(request)));
        let (inner, failure) = match self.unready.take() {
            Some(error) => (None, Some(failure_of_error(error))),
            // A service may do its work before it returns its future.
            None => match during(identified.as_ref(), call) {
                Ok(inner) => (Some(inner), None),
                Err(panic) => (None, Some(failure_of_panic(&*panic))),
            },
        };
        EnvelopeFuture { inner, failure, wanted, identified }
    }
}

pin_project! {
    /// The future of a response.
    #[doc(hidden)]
    pub struct EnvelopeFuture<F, C> {
        #[pin]
        inner: Option<F>,
        // Why there is no inner future.
        failure: Option<Failure<C>>,
        wanted: Wanted,
        identified: Option<Identified<HeaderMap>>,
    }
}

impl<F, C, B, E> Future for EnvelopeFuture<F, C>
where
    C: Code,
    F: Future<Output = Result<HttpResponse<B>, E>>,
    E: Into<BoxError>,
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Output = Result<Response, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let (inner, failure, wanted) = (this.inner.as_pin_mut(), this.failure, *this.wanted);
        let poll = during(this.identified.as_ref(), || answer(inner, failure, wanted, context));
        poll.map(|mut response| {
            if let Some(identified) = this.identified {
                identified.mark(response.headers_mut());
            }
            Ok(response)
        })
    }
}

/// What leaves in the place of what the inner service answers.
fn answer<C, F, B, E>(
    inner: Option<Pin<&mut F>>,
    failure: &mut Option<Failure<C>>,
    wanted: Wanted,
    context: &mut Context<'_>,
) -> Poll<Response>
where
    C: Code,
    F: Future<Output = Result<HttpResponse<B>, E>>,
    E: Into<BoxError>,
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let failure = match inner {
        Some(inner) => match catch_unwind(AssertUnwindSafe(|| inner.poll(context))) {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(Ok(response))) => {
                let response = response.map(Body::new);
                let length = response.body().size_hint().exact();
                return Poll::Ready(finish::<C, _>(response, wanted, length, text));
            }
            Ok(Poll::Ready(Err(error))) => failure_of_error(error.into()),
            Err(panic) => failure_of_panic(&*panic),
        },
        None => failure.take().expect("a future is not polled after its end"),
    };
    Poll::Ready(replace(HttpResponse::default(), &failure, wanted))
}
