//! For actix-web: replies as responses, extractors whose errors are failures, and a middleware for everything else.
//!
//! [`Success`](crate::Success), [`Failure`](crate::Failure) and [`errcat::Envelope`](crate::Envelope) are what a handler
//! returns. Each catalog's module has the extractors `Json`, `Form`, `Query` and `Header`: an error has the code that the
//! catalog's `[http]` gives the kind of mistake, and its text says where the mistake is. [`configure_extractors`] has
//! actix-web's own, `web::Path` among them, fail in the envelope; their texts do not say in which member the mistake is. The
//! limit of a body is that of `PayloadConfig`, 256 KiB by default, and for actix-web's own extractors that of their
//! configuration. [`EnvelopeLayer`] answers everything else.
//!
//! ```
//! use actix_web::{App, web};
//! use errcat::actix::EnvelopeLayer;
//!
//! # mod service {
//! #[errcat::catalog("../error_codes.toml")]
//! pub enum ErrorCode {}
//! # }
//! # use service::{ErrorCode, error_code};
//! use error_code::actix::Json;
//!
//! #[derive(serde::Deserialize)]
//! struct Channel {
//!     name: String,
//! }
//!
//! async fn rename(id: web::Path<u64>, Json(channel): Json<Channel>) -> error_code::Result<()> {
//!     Ok(().into())
//! }
//!
//! # fn main() {
//! let app = App::new()
//!     .configure(errcat::actix::configure_extractors::<ErrorCode>)
//!     .service(web::resource("/channels/{id}").post(rename))
//!     .wrap(EnvelopeLayer::<ErrorCode>::new());
//! # drop(app);
//! # }
//! ```
//!
//! `wrap` the layer after the middleware whose errors it is to catch, and before `Compress`, which makes a stream of every
//! body: streams stay as they are.
//!
//! actix-web answers some things before any middleware sees them: a head that is not HTTP, and one that does not arrive in
//! time. Those replies have a bare status. With `App::route`, a method that a path does not have is a 404; write
//! `App::service(web::resource(path).get(…))` for a 405.

mod config;
mod envelope;
pub(crate) mod extract;
mod response;

pub use self::config::{configure_extractors, form_config, json_config, path_config, query_config};
pub use self::envelope::EnvelopeService;
pub use super::layer::EnvelopeLayer;
