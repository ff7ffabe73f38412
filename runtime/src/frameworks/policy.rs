//! What a framework's own answer becomes: which of its headers go with its body, and what a panic is.

#[cfg(any(feature = "actix-web", feature = "axum", feature = "poem"))]
use core::any::Any;
#[cfg(any(feature = "actix-web", feature = "poem"))]
use core::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};
#[cfg(any(feature = "actix-web", feature = "poem"))]
use std::panic::{AssertUnwindSafe, catch_unwind};

#[cfg(any(feature = "actix-web", feature = "axum", feature = "poem"))]
use crate::{Code, Failure, HttpKind};

/// The headers that are about the body which is replaced. All others are about the reply: `Allow`, `WWW-Authenticate`,
/// `Retry-After`, `Set-Cookie`, `Vary`, those of CORS.
#[cfg(any(feature = "actix-web", feature = "axum", feature = "poem", feature = "salvo"))]
pub(crate) const OF_THE_BODY: [&str; 10] = [
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-location",
    "content-type",
    "etag",
    "last-modified",
    "trailer",
    "transfer-encoding",
];

/// The failure of a handler that panicked, whose text is for the log.
#[cfg(any(feature = "actix-web", feature = "axum", feature = "poem"))]
pub(crate) fn panicked<C: Code>(panic: &(dyn Any + Send)) -> Failure<C> {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no text");
    Failure::of_http(HttpKind::Internal, 500).with_source(format!("a handler panicked: {text}"))
}

/// The future's output, or what it panicked with. It is not polled again, so nobody sees what the panic left.
#[cfg(any(feature = "actix-web", feature = "poem"))]
pub(crate) async fn unwound<F: Future>(future: F) -> Result<F::Output, Box<dyn Any + Send>> {
    let mut future = pin!(future);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}
