//! What an OpenAPI document says of replies, for the features `utoipa` and `aide`.
//!
//! A set of codes becomes the responses of an operation: each status once, its codes as named examples over one schema.
//! Responses and schemas are JSON here, because every library for OpenAPI reads and writes it.

mod answers;
mod any_of;
mod contract;
mod merge;
mod schemas;
#[cfg(feature = "utoipa")]
pub mod utoipa;

pub use self::any_of::{AnyOf, Sets};
pub use self::contract::Contract;
use crate::{Code, Failure};

/// The type of the failures of a catalog. The generated code knows the catalog only by it.
pub trait OfCatalog {
    /// The enum of the catalog.
    type Code: Code;
}

impl<C: Code> OfCatalog for Failure<C> {
    type Code = C;
}
