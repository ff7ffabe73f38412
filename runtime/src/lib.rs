#![doc = include_str!("../../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

mod code;
mod code_serde;
mod entry;
mod layout;
mod lookup;

#[cfg(all(feature = "jiff", feature = "serde_json"))]
mod envelope;

#[cfg(feature = "axum")]
mod axum;

#[cfg(all(feature = "tracing", feature = "jiff", feature = "serde_json"))]
mod event;

pub use errcat_macros::catalog;

pub use crate::code::{Code, UnknownCode};
pub use crate::entry::Entry;
#[cfg(all(feature = "jiff", feature = "serde_json"))]
pub use crate::envelope::{Envelope, Failure, OrFail, Result, Success};
pub use crate::layout::{Layout, Tag};

/// What the generated code calls. No part of the public interface: it changes with any version.
#[doc(hidden)]
pub mod __private {
    pub use serde;

    pub use crate::code_serde::{deserialize, serialize};
    pub use crate::lookup::Lookup;
}

/// Keeps what it is given where the envelope types exist, and drops it where they do not: the generated code cannot
/// ask which features this crate was built with.
#[doc(hidden)]
#[macro_export]
#[cfg(all(feature = "jiff", feature = "serde_json"))]
macro_rules! __with_envelope {
    ($($items:tt)*) => { $($items)* };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(all(feature = "jiff", feature = "serde_json")))]
macro_rules! __with_envelope {
    ($($items:tt)*) => {};
}
