//! rocket: replies in the envelope, and what rocket answers by itself in it as well.
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
//! A catcher is told a status, and nothing else. What the guards `Json`, `Form`, `Query` and `Header` in each catalog's module
//! refuse has the code that the catalog's `[http]` gives the kind of mistake all the same, and says in its text where the
//! mistake is. A guard of your own keeps its code with [`refuse`].

mod catalog;
mod extract;

use core::future::ready;
use std::io::Cursor;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rocket::Request;
use rocket::catcher::{BoxFuture, Catcher};
use rocket::http::Status;
use rocket::outcome::Outcome;
use rocket::response::{self, Builder, Responder, Response};
use serde::Serialize;

pub use self::extract::{form, header, json, query};
use crate::frameworks::reply::Reply;
use crate::{Code, Envelope, Failure, Format, HttpKind, Success};

/// HTTP 200 and the envelope as `application/json`.
///
/// A payload that does not serialize is a failure in its place: half a body never leaves.
impl<'r, 'o: 'r, T: Serialize, C: Code> Responder<'r, 'o> for Success<T, C> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'o> {
        match Reply::of(&self) {
            Ok(reply) => response(reply, Format::Envelope).ok(),
            Err(failure) => failure.respond_to(request),
        }
    }
}

/// The failure's status, the envelope as `application/json`, and `Retry-After` where there is a time to wait.
///
/// Where the catalog has `[envelope] problem_json = true`, a client that prefers `application/problem+json` gets a problem
/// document (RFC 9457), and each failure says `Vary: Accept`.
impl<'r, 'o: 'r, C: Code> Responder<'r, 'o> for Failure<C> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'o> {
        let format = Format::accepted::<C>(request.headers().get("accept").map(str::as_bytes));
        let mut response = response(Reply::in_format(&self, format), format);
        if C::LAYOUT.problem_json {
            response.raw_header_adjoin("Vary", "Accept");
        }
        response.ok()
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
    Catcher::new(None, caught::<C>)
}

fn caught<'r, C: Code>(status: Status, request: &'r Request<'_>) -> BoxFuture<'r> {
    // A handler may have taken the refused guard as an `Option`, and said something else.
    let refused = kept::<C>(request).take().filter(|failure| failure.status() == status.code);
    let of_status = || Failure::of_http(HttpKind::of_status(status.code), status.code);
    Box::pin(ready(refused.unwrap_or_else(of_status).respond_to(request)))
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

/// What a catalog's own guard ends in.
#[doc(hidden)]
pub fn outcome<G, C: Code, F>(
    request: &Request<'_>,
    read: Result<G, Failure<C>>,
) -> Outcome<G, (Status, ()), F> {
    match read {
        Ok(guard) => Outcome::Success(guard),
        Err(failure) => Outcome::Error((refuse(request, failure).0, ())),
    }
}

/// The last failure that a request was refused with. Its guards run one after another, so nobody waits for the lock.
fn kept<'r, C: Code>(request: &'r Request<'_>) -> MutexGuard<'r, Option<Failure<C>>> {
    request.local_cache(|| Mutex::new(None)).lock().unwrap_or_else(PoisonError::into_inner)
}

fn response<'o>(reply: Reply, format: Format) -> Builder<'o> {
    let mut response = Response::build();
    response.status(Status::new(reply.status)).raw_header("Content-Type", format.content_type());
    if let Some(seconds) = reply.retry_after {
        response.raw_header("Retry-After", seconds.to_string());
    }
    response.sized_body(reply.body.len(), Cursor::new(reply.body));
    response
}
