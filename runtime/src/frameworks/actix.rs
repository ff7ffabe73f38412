//! actix-web: replies in the envelope, and the failures of the framework in it as well.
//!
//! [`Success`](crate::Success), [`Failure`](crate::Failure) and [`errcat::Envelope`](crate::Envelope) are what a handler
//! returns. Each catalog's module has the extractors `Json`, `Form`, `Query` and `Header`: what they refuse has the code that
//! the catalog's `[http]` gives the kind of mistake, and says in its text where the mistake is. [`extractors`] configures
//! actix-web's own, `web::Path` among them, to fail in the envelope by themselves; they know the mistake, and not the
//! member that it is in. The limit of a body is that of `PayloadConfig`, 256 KiB where there is none, and for actix-web's own
//! extractors that of their configuration. [`Envelope`] turns every other reply of a failing status into the envelope.
//!
//! ```
//! use actix_web::{App, web};
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
//!     .configure(errcat::actix::extractors::<ErrorCode>)
//!     .service(web::resource("/channels/{id}").post(rename))
//!     .wrap(errcat::actix::Envelope::<ErrorCode>::new());
//! # drop(app);
//! # }
//! ```
//!
//! actix-web answers some things before any middleware sees them: a head that is not HTTP, and one that does not come in
//! time. Those replies have a bare status. `App::route` has a path's other methods answered as a path that is not there;
//! write `App::service(web::resource(path).get(…))` for a 405.

mod catalog;
mod config;
mod envelope;
mod extract;
mod format;
mod response;

pub use self::config::{extractors, form_config, json_config, path_config, query_config};
pub use self::envelope::{Envelope, EnvelopeService};
pub use self::extract::{form, header, json, query};
