//! The tower layer that puts into the envelope what is not in it yet.

use std::any::Any;
use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use ::axum::BoxError;
use ::axum::body::{Bytes, HttpBody};
use ::axum::http::header::ACCEPT;
use ::axum::http::{HeaderMap, HeaderValue, Method, Request, Response as HttpResponse};
use ::axum::response::Response;
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use super::leftover;
use crate::frameworks::policy::panicked;
use crate::{Code, Format};

/// A service whose every failure leaves in the envelope of the catalog `C`.
///
/// [`Envelope::layer`] makes the layer; see the [module](super) for what it does.
pub struct Envelope<C, S = ()> {
    inner: S,
    /// What the inner service said when it was asked whether it is ready: this service is, to answer with it.
    unready: Option<BoxError>,
    catalog: PhantomData<fn() -> C>,
}

impl<C: Code> Envelope<C> {
    /// The layer. It belongs outside of all whose failures it is to see, that is after them in a chain of
    /// `Router::layer`, and before them in a `ServiceBuilder`.
    pub fn layer() -> EnvelopeLayer<C> {
        EnvelopeLayer(PhantomData)
    }
}

/// The layer that makes an [`Envelope`] of a service.
pub struct EnvelopeLayer<C>(PhantomData<fn() -> C>);

impl<C> Clone for EnvelopeLayer<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for EnvelopeLayer<C> {}

impl<C> fmt::Debug for EnvelopeLayer<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnvelopeLayer")
    }
}

impl<C: Code, S> Layer<S> for EnvelopeLayer<C> {
    type Service = Envelope<C, S>;

    fn layer(&self, inner: S) -> Envelope<C, S> {
        Envelope { inner, unready: None, catalog: PhantomData }
    }
}

impl<C, S: Clone> Clone for Envelope<C, S> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), unready: None, catalog: PhantomData }
    }
}

impl<C, S: fmt::Debug> fmt::Debug for Envelope<C, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Envelope").field("inner", &self.inner).finish_non_exhaustive()
    }
}

impl<C, S, Q, B> Service<Request<Q>> for Envelope<C, S>
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
    type Future = EnvelopeFuture<C, S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        if self.unready.is_none() {
            self.unready = ready!(self.inner.poll_ready(context)).err().map(Into::into);
        }
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Q>) -> Self::Future {
        let is_head = request.method() == Method::HEAD;
        let format = preferred::<C>(request.headers());
        let state = match self.unready.take() {
            Some(error) => State::Failed { fault: Some(Fault::Error(error)) },
            // A service may do its work before it gives its future.
            None => match catch_unwind(AssertUnwindSafe(|| self.inner.call(request))) {
                Ok(inner) => State::Running { inner },
                Err(panic) => State::Failed { fault: Some(Fault::Panic(panic)) },
            },
        };
        EnvelopeFuture { state, is_head, format, catalog: PhantomData }
    }
}

/// What a failure is to be written as. Nobody looks for the header where there is but one format.
fn preferred<C: Code>(headers: &HeaderMap) -> Format {
    if !C::LAYOUT.problem_json {
        return Format::Envelope;
    }
    Format::accepted::<C>(headers.get_all(ACCEPT).iter().map(HeaderValue::as_bytes))
}

/// Why there is no response to look at.
enum Fault {
    Error(BoxError),
    Panic(Box<dyn Any + Send>),
}

pin_project! {
    /// The future of an [`Envelope`]'s response.
    pub struct EnvelopeFuture<C, F> {
        #[pin]
        state: State<F>,
        is_head: bool,
        format: Format,
        catalog: PhantomData<fn() -> C>,
    }
}

pin_project! {
    #[project = StateProjection]
    enum State<F> {
        Running {
            #[pin]
            inner: F,
        },
        Failed {
            fault: Option<Fault>,
        },
    }
}

impl<C, F, B, E> Future for EnvelopeFuture<C, F>
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
        let (is_head, format) = (*this.is_head, *this.format);
        let fault = match this.state.project() {
            StateProjection::Running { inner } => {
                match catch_unwind(AssertUnwindSafe(|| inner.poll(context))) {
                    Ok(Poll::Pending) => return Poll::Pending,
                    Ok(Poll::Ready(Ok(response))) => {
                        let response = leftover::settle::<C, B>(response, is_head, context);
                        return Poll::Ready(Ok(leftover::in_format::<C>(response, format, is_head)));
                    }
                    Ok(Poll::Ready(Err(error))) => Some(Fault::Error(error.into())),
                    Err(panic) => Some(Fault::Panic(panic)),
                }
            }
            StateProjection::Failed { fault } => fault.take(),
        };
        let failure = match fault {
            Some(Fault::Error(error)) => leftover::of_error::<C>(error),
            Some(Fault::Panic(panic)) => panicked::<C>(&*panic),
            None => panic!("polled after its end"),
        };
        Poll::Ready(Ok(leftover::in_format::<C>(leftover::answer(failure, is_head), format, is_head)))
    }
}
