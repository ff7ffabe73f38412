//! For rocket: replies as responses, guards whose errors are failures, and a catcher for what rocket answers by itself.
//!
//! ```
//! use errcat::OrFail;
//! use rocket::{put, routes};
//!
//! # mod service {
//! #[errcat::catalog("../error_codes.toml")]
//! pub enum ErrorCode {}
//! # }
//! # use service::{ErrorCode, error_code};
//! use error_code::rocket::Json;
//!
//! #[derive(serde::Deserialize)]
//! struct Channel {
//!     name: String,
//! }
//!
//! #[put("/channels/<id>", data = "<channel>")]
//! fn rename(id: u64, channel: Json<Channel>) -> error_code::Result<()> {
//!     (id == 1).then_some(()).or_fail(ErrorCode::InvalidChannelId)?;
//!     println!("channel {id} is now {}", channel.name);
//!     Ok(().into())
//! }
//!
//! # fn main() {
//! let rocket = rocket::build()
//!     .mount("/", routes![rename])
//!     .register("/", [errcat::rocket::catcher::<ErrorCode>()]);
//! # drop(rocket);
//! # }
//! ```
//!
//! Rocket gives a catcher a status and nothing else. The guards `Json`, `Form`, `Query` and `Header` of each catalog's module
//! keep their failure with the request: it has the code that the catalog's `[http]` gives the kind of mistake, and its text
//! says where the mistake is. [`refuse`] does the same for a guard of your own.

pub(crate) mod extract;

use core::future::ready;
use std::io::Cursor;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rocket::Request;
use rocket::catcher::{BoxFuture, Catcher};
use rocket::http::Status;
use rocket::response::{self, Responder, Response};
use serde::Serialize;

use super::policy::{failure_of_status, format};
use super::reply::Reply;
use crate::{Code, Envelope, Failure, Success};

/// HTTP 200 and the envelope as `application/json`.
///
/// A payload that does not serialize is a failure in its place: half a body never leaves.
impl<'r, 'o: 'r, T: Serialize, C: Code> Responder<'r, 'o> for Success<T, C> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'o> {
        Reply::of_success(&self).map_or_else(|failure| failure.respond_to(request), response)
    }
}

/// The failure's status, the envelope as `application/json`, and `Retry-After` where there is a time to wait.
///
/// Where the catalog has `[envelope] problem_json = true`, a client that prefers `application/problem+json` gets a problem
/// document (RFC 9457), and each failure says `Vary: Accept`.
impl<'r, 'o: 'r, C: Code> Responder<'r, 'o> for Failure<C> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'o> {
        response(Reply::negotiated(&self, format::<C>(request.headers())))
    }
}

impl<'r, 'o: 'r, T: Serialize, C: Code> Responder<'r, 'o> for Envelope<T, C> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'o> {
        match self {
            Self::Success(success) => success.respond_to(request),
            Self::Failure(failure) => failure.respond_to(request),
        }
    }
}

/// Whatever rocket would answer with a page of its own, in the envelope: for `Rocket::register`.
///
/// These are paths and methods that no route has, guards that fail, what a handler returns as a `Status`, and panics.
pub fn catcher<C: Code>() -> Catcher {
    Catcher::new(None, answer::<C>)
}

fn answer<'r, C: Code>(status: Status, request: &'r Request<'_>) -> BoxFuture<'r> {
    // A handler may have taken the refused guard as an `Option`, and said something else.
    let refused = kept::<C>(request).take().filter(|failure| failure.status() == status.code);
    let failure = refused.unwrap_or_else(|| failure_of_status(status.code));
    Box::pin(ready(failure.respond_to(request)))
}

/// Has the [`catcher`] answer with this failure: for the `Outcome::Error` of a guard of your own.
///
/// The catcher knows by the status alone that it is this failure which it answers. So where a handler takes the guard as an
/// `Option` and goes on, it should not end in a bare `Status` that is the failure's own.
///
/// ```
/// use errcat::Failure;
/// use rocket::request::{FromRequest, Outcome, Request};
/// # #[errcat::catalog("../error_codes.toml")]
/// # enum ErrorCode {}
///
/// struct Account;
///
/// #[rocket::async_trait]
/// impl<'r> FromRequest<'r> for Account {
///     type Error = Option<ErrorCode>;
///
///     async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
///         match request.headers().get_one("x-account-key") {
///             Some("ada") => Outcome::Success(Self),
///             _ => Outcome::Error(errcat::rocket::refuse(request, Failure::new(ErrorCode::WrongPassword))),
///         }
///     }
/// }
/// # fn main() {}
/// ```
pub fn refuse<C: Code>(request: &Request<'_>, failure: Failure<C>) -> (Status, Option<C>) {
    let refusal = (Status::new(failure.status()), failure.code());
    *kept(request) = Some(failure);
    refusal
}

/// The last failure that a request was refused with. Its guards run one after another, so nobody waits for the lock.
fn kept<'r, C: Code>(request: &'r Request<'_>) -> MutexGuard<'r, Option<Failure<C>>> {
    request.local_cache(|| Mutex::new(None)).lock().unwrap_or_else(PoisonError::into_inner)
}

fn response<'o>(reply: Reply) -> response::Result<'o> {
    let mut response = Response::build();
    response.status(Status::new(reply.status));
    for (name, value) in reply.headers() {
        response.raw_header(name, value);
    }
    response.sized_body(reply.body.len(), Cursor::new(reply.body)).ok()
}
