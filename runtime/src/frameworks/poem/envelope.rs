//! The middleware: whatever leaves with a failing status leaves in the envelope, be it an error or a response.

use core::fmt;
use core::future::{Future, poll_fn};
use core::marker::PhantomData;
use core::pin::pin;
use core::task::Poll;

use poem::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use poem::http::{HeaderMap, HeaderValue, Method};
use poem::{Body, Endpoint, Error, IntoResponse, Middleware, Request, Response, Result};

use super::{failure, of_error, response};
use crate::frameworks::policy::{OF_THE_BODY, panicked, unwound};
use crate::frameworks::reply::Reply;
use crate::request::media_type::is_json;
use crate::{Code, Failure, HttpKind};

/// The most of a body, in bytes, that is kept for the log.
const LOGGED: usize = 1024;

/// Turns what the handlers do not answer into the envelope: paths and methods that no route has, errors of foreign
/// extractors and middleware, statuses that a handler returns, panics.
///
/// A reply that is in the envelope already stays as it is, and so do redirects, other JSON, and whatever has no failing
/// status. The headers of what is replaced are kept (`Allow`, `Retry-After`, those of CORS), but for those that are about its
/// body. Its text is for the log alone.
///
/// Put it outside of all that it answers for. It looks at responses as well as errors, so a middleware inside of it may make
/// the one of the other, as `Cors` does for browsers. A panic alone leaves those inside without their headers; where pages are
/// to read its reply, `Cors` stands outside.
pub struct Envelope<C> {
    catalog: PhantomData<fn() -> C>,
}

impl<C: Code> Envelope<C> {
    /// The middleware, for `EndpointExt::with`.
    pub fn new() -> Self {
        Self { catalog: PhantomData }
    }
}

impl<C: Code> Default for Envelope<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> Clone for Envelope<C> {
    fn clone(&self) -> Self {
        Self { catalog: PhantomData }
    }
}

impl<C> fmt::Debug for Envelope<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Envelope")
    }
}

impl<E: Endpoint, C: Code> Middleware<E> for Envelope<C> {
    type Output = EnvelopeEndpoint<E, C>;

    fn transform(&self, endpoint: E) -> Self::Output {
        EnvelopeEndpoint { endpoint, catalog: PhantomData }
    }
}

/// What [`Envelope`] makes of the endpoint that it wraps. It has no errors.
pub struct EnvelopeEndpoint<E, C> {
    endpoint: E,
    catalog: PhantomData<fn() -> C>,
}

impl<E: fmt::Debug, C> fmt::Debug for EnvelopeEndpoint<E, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("EnvelopeEndpoint").field(&self.endpoint).finish()
    }
}

impl<E: Endpoint, C: Code> Endpoint for EnvelopeEndpoint<E, C> {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        let is_head = request.method() == Method::HEAD;
        Ok(match unwound(self.endpoint.call(request)).await {
            Ok(Ok(output)) => settle::<C>(output.into_response(), is_head).await,
            Ok(Err(error)) => of_foreign::<C>(error, is_head).await,
            Err(panic) => answer(&panicked::<C>(&*panic), HeaderMap::new(), is_head),
        })
    }
}

/// The response as it is, or the envelope in its place.
async fn settle<C: Code>(mut response: Response, is_head: bool) -> Response {
    if stays(&response) {
        return response;
    }
    let status = response.status().as_u16();
    let failure = Failure::<C>::of_http(HttpKind::of_status(status), status);
    match said(response.take_body()).await {
        Some(said) => in_place_of(response, &failure.with_source(said), is_head),
        None => in_place_of(response, &failure, is_head),
    }
}

/// A response that somebody handed on as an error is looked at as one.
async fn of_foreign<C: Code>(error: Error, is_head: bool) -> Response {
    if error.is_from_response() {
        return settle::<C>(error.into_response(), is_head).await;
    }
    if error.is::<Failure<C>>() {
        return answer(&failure::<C>(error), HeaderMap::new(), is_head);
    }
    let failure = of_error::<C>(&error).with_source(error.to_string());
    let response = error.into_response();
    if stays(&response) { response } else { in_place_of(response, &failure, is_head) }
}

/// Whether a response is no failure, or one that its head says to be in the envelope, or for programs to read.
fn stays(response: &Response) -> bool {
    response.status().as_u16() < 400
        || response.headers().get(CONTENT_TYPE).is_some_and(|value| is_json(value.as_bytes()))
}

/// What a body that is replaced says, for the log: of one that is short, and there already.
async fn said(body: Body) -> Option<String> {
    let mut bytes = pin!(body.into_bytes_limit(LOGGED));
    let bytes = poll_fn(|context| Poll::Ready(bytes.as_mut().poll(context))).await;
    let Poll::Ready(Ok(bytes)) = bytes else { return None };
    (!bytes.is_empty()).then(|| String::from_utf8_lossy(&bytes).into_owned())
}

fn in_place_of<C: Code>(replaced: Response, failure: &Failure<C>, is_head: bool) -> Response {
    let (parts, _) = replaced.into_parts();
    let mut response = answer(failure, parts.headers, is_head);
    *response.extensions_mut() = parts.extensions;
    response
}

/// The failure as a response, with what is kept of the headers in whose place it is: of `HEAD` the head alone.
fn answer<C: Code>(failure: &Failure<C>, mut kept: HeaderMap, is_head: bool) -> Response {
    let reply = Reply::from(failure);
    let length = reply.body.len();
    let mut response = response(reply);
    for name in OF_THE_BODY {
        kept.remove(name);
    }
    // What a limit has said of this request counts for more than the row.
    for (name, value) in response.headers() {
        kept.entry(name).or_insert_with(|| value.clone());
    }
    if is_head {
        kept.insert(CONTENT_LENGTH, HeaderValue::from(length));
        response.set_body(());
    }
    *response.headers_mut() = kept;
    response
}
