#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

mod code;
mod code_serde;
mod entry;
mod frame;
mod http_kind;
mod layout;
mod level;
mod lookup;
mod module;
mod params;
mod table;

#[cfg(all(feature = "jiff", feature = "serde_json"))]
mod accept;
#[cfg(all(feature = "jiff", feature = "serde_json"))]
mod envelope;
#[cfg(all(feature = "jiff", feature = "serde_json"))]
mod line;
#[cfg(all(feature = "jiff", feature = "serde_json"))]
mod problem;
#[cfg(all(feature = "jiff", feature = "serde_json"))]
mod status;

#[cfg(feature = "actix-web")]
#[cfg_attr(docsrs, doc(cfg(feature = "actix-web")))]
pub mod actix;

#[cfg(feature = "axum")]
#[cfg_attr(docsrs, doc(cfg(feature = "axum")))]
pub mod axum;

#[cfg(feature = "reqwest")]
pub mod reqwest;

#[cfg(feature = "__extract")]
mod extract;

#[cfg(feature = "http")]
#[cfg_attr(docsrs, doc(cfg(feature = "http")))]
pub mod http;

#[cfg(feature = "__extract")]
mod media_type;
#[cfg(feature = "__extract")]
mod mistake;

#[cfg(feature = "poem")]
#[cfg_attr(docsrs, doc(cfg(feature = "poem")))]
pub mod poem;

#[cfg(any(feature = "actix-web", feature = "axum", feature = "poem", feature = "salvo"))]
mod replaced;
#[cfg(any(feature = "actix-web", feature = "http", feature = "poem", feature = "rocket", feature = "salvo"))]
mod reply;

#[cfg(feature = "rocket")]
#[cfg_attr(docsrs, doc(cfg(feature = "rocket")))]
pub mod rocket;

#[cfg(feature = "salvo")]
#[cfg_attr(docsrs, doc(cfg(feature = "salvo")))]
pub mod salvo;

#[cfg(feature = "__extract")]
mod told;

#[cfg(feature = "tonic")]
mod tonic;

#[cfg(feature = "warp")]
#[cfg_attr(docsrs, doc(cfg(feature = "warp")))]
pub mod warp;

#[cfg(all(feature = "tracing", feature = "jiff", feature = "serde_json"))]
mod event;

pub use errcat_macros::{Coded, catalog};

pub use crate::code::{Code, UnknownCode};
pub use crate::entry::Entry;
#[cfg(all(feature = "jiff", feature = "serde_json"))]
pub use crate::envelope::{Coded, Envelope, Failure, OrFail, Result, Success};
pub use crate::http_kind::HttpKind;
pub use crate::layout::{Layout, Tag};
pub use crate::level::Level;
#[cfg(all(feature = "jiff", feature = "serde_json"))]
pub use crate::problem::Format;

/// What the generated code calls. No part of the public interface: it changes with any version.
#[doc(hidden)]
pub mod __private {
    pub use alloc::boxed::Box;
    pub use alloc::format;
    pub use alloc::string::{String, ToString};

    #[cfg(feature = "actix-web")]
    pub use ::actix_web;
    #[cfg(feature = "axum")]
    pub use ::axum;
    #[cfg(feature = "poem")]
    pub use ::poem;
    #[cfg(feature = "rocket")]
    pub mod rocket {
        pub use ::rocket::Request;
        pub use ::rocket::data::{self, FromData};
        pub use ::rocket::request::{self, FromRequest};

        pub use crate::rocket::outcome;
    }
    pub use serde;

    pub use crate::code_serde::{deserialize, serialize};
    #[cfg(all(feature = "jiff", feature = "serde_json"))]
    pub use crate::envelope::{Draft, Wait, WithParams, failure, is_free, plain, retry_after, with_params};
    pub use crate::frame::Frame;
    pub use crate::http_kind::HttpRow;
    pub use crate::lookup::Lookup;
    pub use crate::params::{Params, bound};
    pub use crate::table::{More, Table};
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
