//! The envelope types as axum's responses, and what becomes of other responses.

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use ::axum::BoxError;
use ::axum::body::{Body, HttpBody};
use ::axum::http::Response as HttpResponse;
use ::axum::response::{IntoResponse, Response};

use crate::envelope::line;
use crate::frameworks::http::response::responses;
use crate::frameworks::policy::LOGGED;
use crate::{Code, Failure, HttpKind};

responses! { IntoResponse, [], Response, |response: HttpResponse<Vec<u8>>| response.map(Body::from) }

/// The beginning of a body that is there already.
pub(super) fn text(body: Body) -> Option<Vec<u8>> {
    body.size_hint().exact()?;
    let poll = || pin!(body).poll_frame(&mut Context::from_waker(Waker::noop()));
    // A body that panics is replaced like any other.
    match catch_unwind(AssertUnwindSafe(poll)).ok()? {
        Poll::Ready(Some(Ok(frame))) => {
            let text = frame.into_data().ok()?;
            Some(text[..text.len().min(LOGGED)].to_vec())
        }
        _ => None,
    }
}

/// The failure of a service's error; a failure of the catalog stays. The errors of tower are known by their texts, which
/// are the same in all of its versions: their types would make every user compile the parts of tower that they are in.
pub(super) fn failure_of_error<C: Code>(error: BoxError) -> Failure<C> {
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
    Failure::from(kind).with_source(error)
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
