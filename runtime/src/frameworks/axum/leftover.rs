//! What is not in the envelope, and what it becomes.

use std::error::Error;
use std::pin::pin;
use std::task::{Context, Poll};

use ::axum::BoxError;
use ::axum::body::{Body, Bytes, HttpBody};
use ::axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, VARY};
use ::axum::http::{HeaderMap, HeaderValue, Response as HttpResponse};
use ::axum::response::{IntoResponse, Response};

use super::response::Sent;
use crate::envelope::line;
use crate::frameworks::policy::OF_THE_BODY;
use crate::problem::varies;
use crate::request::media_type::is_json;
use crate::{Code, Failure, Format, HttpKind};

/// The longest body, in bytes, that is kept for the log.
const LOGGED: u64 = 1024;

/// The response as it is, or the envelope in its place.
pub(super) fn settle<C, B>(response: HttpResponse<B>, is_head: bool, context: &mut Context<'_>) -> Response
where
    C: Code,
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let status = response.status().as_u16();
    if status < 400 || is_for_programs(response.headers()) {
        return response.map(Body::new);
    }
    let (mut parts, body) = response.into_parts();
    let mut failure = Failure::<C>::of_http(HttpKind::of_status(status), status);
    if let Some(said) = said(body, context) {
        failure = failure.with_source(said);
    }
    let (own, body) = answer(failure, is_head).into_parts();
    parts.status = own.status;
    parts.extensions.extend(own.extensions);
    for name in OF_THE_BODY {
        parts.headers.remove(name);
    }
    for (name, value) in own.headers {
        if let Some(name) = name {
            parts.headers.entry(name).or_insert(value);
        }
    }
    Response::from_parts(parts, body)
}

/// Whether the body is an envelope, or what somebody else has made for programs to read.
fn is_for_programs(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|value| is_json(value.as_bytes()))
}

/// What the body that is replaced says, for the log: of one that is short, and there already.
fn said<B: HttpBody<Data = Bytes>>(body: B, context: &mut Context<'_>) -> Option<String> {
    body.size_hint().exact().filter(|length| (1..=LOGGED).contains(length))?;
    let Poll::Ready(Some(Ok(frame))) = pin!(body).poll_frame(context) else { return None };
    let bytes = frame.into_data().ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// The failure as a response: of `HEAD` the head alone.
pub(super) fn answer<C: Code>(failure: Failure<C>, is_head: bool) -> Response {
    without_body(failure.into_response(), is_head)
}

fn without_body(mut response: Response, is_head: bool) -> Response {
    if is_head {
        if let Some(length) = response.body().size_hint().exact() {
            response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        *response.body_mut() = Body::empty();
    }
    response
}

/// A failure in the format that its client prefers, where the catalog has more than one.
pub(super) fn in_format<C: Code>(mut response: Response, format: Format, is_head: bool) -> Response {
    let status = response.status().as_u16();
    if !C::LAYOUT.problem_json || status < 400 {
        return response;
    }
    // A layer around this one finds no failure any more, and leaves the response as it is.
    let Some(Sent(failure)) = response.extensions_mut().remove::<Sent<C>>() else { return response };
    let headers = response.headers_mut();
    if !varies(headers.get_all(VARY).iter().map(HeaderValue::as_bytes)) {
        headers.append(VARY, HeaderValue::from_static("Accept"));
    }
    if format == Format::Problem {
        for name in OF_THE_BODY {
            headers.remove(name);
        }
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(format.content_type()));
        *response.body_mut() = Body::from(failure.problem(status));
        return without_body(response, is_head);
    }
    response
}

/// What a service's error becomes; a failure of the catalog is one already. tower's are known by their texts, which have
/// stood through its versions: to ask for their types would make every user compile the parts of tower that they are in.
pub(super) fn of_error<C: Code>(error: BoxError) -> Failure<C> {
    let error = match error.downcast::<Failure<C>>() {
        Ok(failure) => return *failure,
        Err(error) => error,
    };
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = line::write(&mut text, 100, format_args!("{}", innermost(&*error)));
    let kind = match text.as_str() {
        "request timed out" => HttpKind::Timeout,
        "service overloaded" => HttpKind::Unavailable,
        _ => HttpKind::Internal,
    };
    Failure::of_http(kind, kind.status::<C>()).with_source(error)
}

/// The last error of a chain, or the 32nd: a source may be its own source.
fn innermost<'a>(error: &'a (dyn Error + 'static)) -> &'a (dyn Error + 'static) {
    let mut innermost = error;
    for _ in 1..32 {
        let Some(source) = innermost.source() else { break };
        innermost = source;
    }
    innermost
}
