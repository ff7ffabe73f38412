//! For axum: replies as responses, extractors whose rejections are failures, and a layer for everything else.
//!
//! `Success`, `Failure` and `Envelope` are responses. Each catalog's module has the extractors `Json`, `Form`, `Query`,
//! `Path` and `Header`, which replace axum's: a rejection has the code that the catalog's `[http]` gives the kind of
//! mistake, and its text says where the mistake is, without the names of Rust's types. [`EnvelopeLayer`] answers what no
//! handler sees.
//!
//! ```
//! use axum::Router;
//! use axum::routing::post;
//! use errcat::axum::EnvelopeLayer;
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
//! let routes: Router =
//!     Router::new().route("/channels/{id}", post(rename)).layer(EnvelopeLayer::<ErrorCode>::new());
//! ```
//!
//! # The layer
//!
//! The layer goes outside of those whose failures it is to see: after them in a chain of `Router::layer`, before them in a
//! `ServiceBuilder`. In a nested router it may be within as well as around. With compression either order works: outside of
//! it, the layer's own replies are not compressed.
//!
//! The service inside may fail, and no `HandleErrorLayer` is needed: the errors of tower's `timeout` and `load_shed` become
//! `timeout` and `unavailable`, any other becomes `internal`. `HEAD` gets the head of what `GET` gets. Each failure is one
//! event of the feature `tracing`. A failure that another service has sent stays as it is.
//!
//! The layer cannot see what never becomes a request, which hyper answers with a bare status; a body that fails or panics
//! while it is sent, after the status; nor a limit of tower's that waits instead of failing.

pub(crate) mod extract;
mod layer;
mod response;

pub use self::layer::EnvelopeService;
pub use super::layer::EnvelopeLayer;
