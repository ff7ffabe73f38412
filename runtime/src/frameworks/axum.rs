//! For axum: replies as responses, extractors whose rejections are failures, and a layer for everything else.
//!
//! `Success`, `Failure` and `Envelope` are responses. Each catalog's module has the extractors `Json`, `Form`, `Query`,
//! `Path` and `Header`, which replace axum's: the text of a rejection says where the mistake is. [`EnvelopeLayer`] answers
//! what no handler sees. [`catalog`](catalog()) serves the list of the codes.
//!
//! ```
//! use axum::{Router, routing::post};
//! use errcat::axum::EnvelopeLayer;
//! # mod service {
//! #[errcat::catalog("../error_codes.toml")]
//! pub enum ErrorCode {}
//! # }
//! # use service::{ErrorCode, error_code};
//! use error_code::axum::{Json, Path};
//!
//! async fn rename(Path(id): Path<u64>, Json(name): Json<String>) -> error_code::Result<()> {
//!     Ok(().into())
//! }
//!
//! let routes: Router =
//!     Router::new().route("/channels/{id}", post(rename)).layer(EnvelopeLayer::<ErrorCode>::new());
//! ```
//!
//! The layer goes outside of those whose failures it is to see: after them in a chain of `Router::layer`, before them in a
//! `ServiceBuilder`. It may be in a nested router as well as around it, and inside or outside of compression. The service
//! inside may fail: errors of tower's `timeout` and `load_shed` become `timeout` and `unavailable`, others `internal`.
//!
//! The layer cannot see what hyper answers before there is a request; a body that fails or panics while it is sent; nor a
//! limit of tower's that waits instead of failing.

mod catalog;
mod layer;
mod response;

pub use self::catalog::{Catalog, catalog};
pub use self::layer::EnvelopeService;
pub use super::layer::EnvelopeLayer;
