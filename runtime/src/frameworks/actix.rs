//! For actix-web: replies as responses, extractors whose errors are failures, and a middleware for everything else.
//!
//! `Success`, `Failure` and `Envelope` are what a handler returns. Each catalog's module has the extractors `Json`, `Form`,
//! `Query` and `Header`: the text of an error says where the mistake is. [`configure_extractors`] has actix-web's own,
//! `web::Path` among them, fail in the envelope. [`EnvelopeLayer`] answers everything else.
//! [`catalog`](catalog()) serves the list of the codes.
//!
//! ```
//! use actix_web::{App, web};
//! use errcat::actix::EnvelopeLayer;
//! # mod service {
//! #[errcat::catalog("../error_codes.toml")]
//! pub enum ErrorCode {}
//! # }
//! # use service::{ErrorCode, error_code};
//! use error_code::actix::Json;
//!
//! async fn rename(id: web::Path<u64>, Json(name): Json<String>) -> error_code::Result<()> {
//!     Ok(().into())
//! }
//!
//! let app = App::new()
//!     .configure(errcat::actix::configure_extractors::<ErrorCode>)
//!     .service(web::resource("/channels/{id}").post(rename))
//!     .wrap(EnvelopeLayer::<ErrorCode>::new());
//! ```
//!
//! `wrap` the layer after the middleware whose errors it is to catch, and before `Compress`, which makes a stream of every
//! body: streams stay. actix-web answers a head that is not HTTP, or that does not arrive in time, before any middleware.
//! With `App::route`, a method that a path does not have is a 404; `App::service(web::resource(path).get(…))` makes it a 405.

mod catalog;
mod config;
mod envelope;
mod request_id;
mod response;

pub use self::catalog::catalog;
pub use self::config::{configure_extractors, form_config, json_config, path_config, query_config};
pub use self::envelope::EnvelopeService;
pub(crate) use self::response::kept;
pub use super::layer::EnvelopeLayer;
