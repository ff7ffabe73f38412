//! For rocket: replies as responses, guards whose errors are failures, and a catcher for what rocket answers by itself.
//!
//! ```
//! # mod service {
//! #[errcat::catalog("../error_codes.toml")]
//! pub enum ErrorCode {}
//! # }
//! # use service::{ErrorCode, error_code};
//! use error_code::rocket::Json;
//!
//! #[rocket::put("/channels/<id>", data = "<name>")]
//! fn rename(id: u64, name: Json<String>) -> error_code::Result<()> {
//!     Ok(().into())
//! }
//!
//! # fn main() {
//! let rocket = rocket::build()
//!     .mount("/", rocket::routes![rename])
//!     .register("/", [errcat::rocket::catcher::<ErrorCode>()]);
//! # }
//! ```
//!
//! Rocket gives a catcher a status and nothing else. The guards `Json`, `Form`, `Query` and `Header` of each catalog's module
//! keep their failure with the request, and its text says where the mistake is. [`refuse`] does so for a guard of your own.

use core::future::ready;
use std::io::Cursor;

use rocket::Request;
use rocket::catcher::{BoxFuture, Catcher};
use rocket::http::Status;
use rocket::response::{self, Responder, Response};
use serde::Serialize;

use super::policy::{failure_of_status, format};
use super::reply::Reply;
pub use crate::request::extract::rocket::refuse;
use crate::request::extract::rocket::refused;
use crate::{Code, Envelope, Failure, Success};

/// The status of the success, and the envelope with its content type.
///
/// A payload that does not serialize is a failure in its place: half a body never leaves.
impl<'r, 'o: 'r, T: Serialize, C: Code> Responder<'r, 'o> for Success<T, C> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'o> {
        Reply::of_success(&self).map_or_else(|failure| failure.respond_to(request), response)
    }
}

/// The failure's status and headers, the envelope with its content type, and `Retry-After` where there is a time to wait.
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
        self.into_result().respond_to(request)
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
    let refused = refused::<C>(request).take().filter(|failure| failure.status() == status.code);
    let failure = refused.unwrap_or_else(|| failure_of_status(status.code));
    Box::pin(ready(failure.respond_to(request)))
}

fn response<'o>(reply: Reply) -> response::Result<'o> {
    let mut response = Response::build();
    response.status(Status::new(reply.status));
    let (lines, body) = reply.into_parts();
    for header in lines {
        let (name, value) = header.into_texts();
        response.raw_header(name, value);
    }
    response.sized_body(body.len(), Cursor::new(body)).ok()
}
