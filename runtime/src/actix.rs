//! actix-web: replies in the envelope, and the failures of the framework in it as well.
//!
//! [`Success`](crate::Success), [`Failure`](crate::Failure) and [`errcat::Envelope`](crate::Envelope) are what a handler
//! returns. Two lines hold for the rest: [`Envelope`] turns every reply of a failing status into the envelope, and
//! [`extractors`] has `Json`, `Query`, `Path` and `Form` fail in it by themselves, with the mistake in the text.
//!
//! ```
//! use actix_web::{App, web};
//!
//! #[errcat::catalog("../error_codes.toml")]
//! pub enum ErrorCode {}
//!
//! #[derive(serde::Serialize)]
//! struct Hello {
//!     hello: String,
//! }
//!
//! async fn hello(name: web::Path<String>) -> error_code::Result<Hello> {
//!     Ok(Hello { hello: name.into_inner() }.into())
//! }
//!
//! # fn main() {
//! let app = App::new()
//!     .configure(errcat::actix::extractors::<ErrorCode>)
//!     .service(web::resource("/hello/{name}").get(hello))
//!     .wrap(errcat::actix::Envelope::<ErrorCode>::new());
//! # drop(app);
//! # }
//! ```
//!
//! actix-web answers some things before any middleware sees them: a head that is not HTTP, and one that does not come in
//! time. Those replies have a bare status. `App::route` has a path's other methods answered as a path that is not there;
//! write `App::service(web::resource(path).get(…))` for a 405.

mod envelope;
mod extractors;
mod format;
mod response;

pub use self::envelope::{Envelope, EnvelopeService};
pub use self::extractors::{extractors, form_config, json_config, path_config, query_config};
