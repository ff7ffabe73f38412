#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

mod contract;
mod module;

#[cfg(all(feature = "jiff", feature = "serde_json"))]
mod envelope;
#[cfg(all(feature = "jiff", feature = "serde_json"))]
mod frameworks;
#[cfg(all(feature = "jiff", feature = "serde_json"))]
mod problem;
#[cfg(feature = "__server")]
#[allow(dead_code, unused_imports, reason = "each framework needs some of it")]
mod request;
#[cfg(feature = "reqwest")]
pub mod reqwest;

pub use errcat_macros::{Coded, catalog};

pub use crate::contract::{Code, Entry, HttpKind, Layout, Level, Tag, UnknownCode};
#[cfg(all(feature = "jiff", feature = "serde_json"))]
pub use crate::envelope::{Coded, Envelope, Failure, OrFail, Result, Success};
#[cfg(feature = "actix-web")]
#[cfg_attr(docsrs, doc(cfg(feature = "actix-web")))]
pub use crate::frameworks::actix;
#[cfg(feature = "axum")]
#[cfg_attr(docsrs, doc(cfg(feature = "axum")))]
pub use crate::frameworks::axum;
#[cfg(feature = "http")]
#[cfg_attr(docsrs, doc(cfg(feature = "http")))]
pub use crate::frameworks::http;
#[cfg(feature = "poem")]
#[cfg_attr(docsrs, doc(cfg(feature = "poem")))]
pub use crate::frameworks::poem;
#[cfg(feature = "rocket")]
#[cfg_attr(docsrs, doc(cfg(feature = "rocket")))]
pub use crate::frameworks::rocket;
#[cfg(feature = "salvo")]
#[cfg_attr(docsrs, doc(cfg(feature = "salvo")))]
pub use crate::frameworks::salvo;
#[cfg(feature = "warp")]
#[cfg_attr(docsrs, doc(cfg(feature = "warp")))]
pub use crate::frameworks::warp;
#[cfg(all(feature = "jiff", feature = "serde_json"))]
pub use crate::problem::Format;

/// What the generated code calls. No part of the public interface: it changes with any version.
#[doc(hidden)]
pub mod __private {
    pub use alloc::boxed::Box;
    pub use alloc::format;
    pub use alloc::string::{String, ToString};

    pub use serde;

    pub use crate::contract::{Frame, HttpRow, Lookup, More, Params, Table, bound, deserialize, serialize};
    #[cfg(all(feature = "jiff", feature = "serde_json"))]
    pub use crate::envelope::{Draft, Wait, WithParams, failure, is_free, plain, retry_after, with_params};
    #[cfg(feature = "actix-web")]
    pub use crate::request::extract::actix;
    #[cfg(feature = "axum")]
    pub use crate::request::extract::axum;
    #[cfg(feature = "poem")]
    pub use crate::request::extract::poem;
    #[cfg(feature = "rocket")]
    pub use crate::request::extract::rocket;
    #[cfg(feature = "__server")]
    pub use crate::request::{Headers, Source, View, form, header, json, query};
}

// Where a catalog's module looks for the extractors of frameworks that this crate was built without.
#[doc(hidden)]
#[cfg(not(feature = "actix-web"))]
pub use crate::__no_extractors as __actix;
#[doc(hidden)]
#[cfg(not(feature = "axum"))]
pub use crate::__no_extractors as __axum;
#[doc(hidden)]
#[cfg(not(feature = "poem"))]
pub use crate::__no_extractors as __poem;
#[doc(hidden)]
#[cfg(not(feature = "rocket"))]
pub use crate::__no_extractors as __rocket;
