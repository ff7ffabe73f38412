//! What an OpenAPI document says of replies, for the features `utoipa` and `aide`.
//!
//! A set of codes becomes the responses of an operation: each status once, its codes as named examples over one schema.
//! Responses and schemas are JSON here, because every library for OpenAPI reads and writes it.

#[cfg(feature = "aide")]
#[doc(hidden)]
pub mod aide;
#[cfg(feature = "__openapi")]
mod answers;
#[cfg(feature = "__openapi")]
mod any_of;
#[cfg(feature = "__openapi")]
mod contract;
#[cfg(feature = "__openapi")]
mod merge;
#[cfg(feature = "__openapi")]
mod part;
#[cfg(any(feature = "aide", feature = "schemars"))]
pub(crate) mod schemars;
#[cfg_attr(not(feature = "__openapi"), allow(dead_code, reason = "schemars alone needs only some of it"))]
mod schemas;
#[cfg(feature = "utoipa")]
#[doc(hidden)]
pub mod utoipa;

#[cfg(feature = "__openapi")]
pub use self::any_of::{AnyOf, Sets};
#[cfg(feature = "__openapi")]
pub use self::contract::Contract;
#[cfg(feature = "__openapi")]
use crate::{Code, Failure};

/// The type of the failures of a catalog. The generated code knows the catalog only by it.
#[cfg(feature = "__openapi")]
#[doc(hidden)]
pub trait OfCatalog {
    /// The enum of the catalog.
    type Code: Code;
}

#[cfg(feature = "__openapi")]
impl<C: Code> OfCatalog for Failure<C> {
    type Code = C;
}
