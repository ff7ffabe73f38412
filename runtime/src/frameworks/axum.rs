//! For axum: replies as responses, extractors whose refusals are failures, and a layer for all that is left.
//!
//! `Success`, `Failure` and `Envelope` are responses. Each catalog's module has the extractors `Json`, `Form`, `Query`,
//! `Path` and `Header`, which take the place of axum's: what they refuse has the code that the catalog's `[http]` gives
//! the kind of mistake, and says in its text where the mistake is, in serde's words without the names of Rust's types.
//! [`Envelope::layer`] answers what no handler sees.
//!
//! ```
//! use axum::Router;
//! use axum::routing::post;
//!
//! # mod service {
//! #[errcat::catalog("../error_codes.toml")]
//! pub enum ErrorCode {}
//! # }
//! # use service::{ErrorCode, error_code};
//! use error_code::axum::{Json, Path};
//!
//! #[derive(serde::Deserialize)]
//! struct Channel {
//!     name: String,
//! }
//!
//! async fn rename(Path(id): Path<u64>, Json(channel): Json<Channel>) -> error_code::Result<()> {
//!     Ok(().into())
//! }
//!
//! let routes: Router = Router::new()
//!     .route("/channels/{id}", post(rename))
//!     .layer(errcat::axum::Envelope::<ErrorCode>::layer());
//! ```
//!
//! # What the layer does
//!
//! It looks at what leaves, and makes the envelope of
//!
//! - a response of status 400 or more whose content type is not JSON: axum's own 404 and 405, what other extractors and
//!   layers refuse. The status stays, and so do the headers that are not about the body: `Allow`, `WWW-Authenticate`,
//!   `Retry-After`, `Set-Cookie`. A short body that is lost is the source of the failure, which is logged;
//! - a panic, while a handler runs: `internal`, with the panic's text as the source;
//! - an error of a service: `timeout` and `unavailable` for those of tower's `timeout` and `load_shed`, `internal` for
//!   any other. So the service within may fail, and no `HandleErrorLayer` is needed.
//!
//! It leaves alone all below 400, with streams, files and redirects, and all that is JSON: an envelope, which may come from
//! another service, as well as a body that somebody else has made for programs to read, `application/problem+json`
//! included. What tells an envelope is its content type, not a mark that would cost something.
//!
//! Where the catalog has `[envelope] problem_json = true`, it answers a client that prefers `application/problem+json` with
//! the problem document of each failure of its catalog, and says `Vary: Accept` with all of them. A failure that another
//! service has sent stays as it is.
//!
//! Each failure is one event of the feature `tracing`, whoever makes it.
//!
//! The layer goes outside of those whose failures it is to see. In a nested router it may stand within as well as around.
//! With compression either order works: outside of it, the layer's own replies are not compressed. `HEAD` gets the head
//! of what `GET` gets.
//!
//! It cannot see what never becomes a request, which hyper answers with a bare status; a body that fails or panics while
//! it is being sent, when the status has left; nor a limit of tower's that waits instead of refusing.

mod catalog;
mod extract;
mod layer;
mod leftover;
mod response;

pub use self::extract::{form, header, json, json_if_any, path, path_if_any, query};
pub use self::layer::{Envelope, EnvelopeFuture, EnvelopeLayer};
