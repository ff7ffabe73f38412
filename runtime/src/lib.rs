//! Error codes of an API, generated from one file.
//!
//! A catalog, the file `error_codes.toml`, has a row for each code. The attribute [`catalog`](macro@catalog) generates
//! an enum from it, with a variant for each row. A [`Failure`] is one occurrence of a code. A [`Success`] is the reply
//! to a request that succeeded. Services write both as JSON, and clients read both as an [`Envelope`].
//!
//! ```
//! use errcat::OrFail;
//!
//! #[errcat::catalog("../error_codes.toml")]
//! pub enum ErrorCode {}
//!
//! #[derive(Debug, serde::Serialize)]
//! struct Channel {
//!     channel_id: u64,
//! }
//!
//! fn channel(id: &str) -> error_code::Result<Channel> {
//!     let channel_id = id.parse().or_fail(ErrorCode::InvalidChannelId)?;
//!     Ok(Channel { channel_id }.into())
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let time = "2017-10-09T08:48:34Z".parse()?;
//! let body = channel("1").unwrap().at(time).to_json()?;
//! assert_eq!(body, br#"{"result":"success","server_time":"2017-10-09T08:48:34Z","channel_id":1}"#);
//!
//! let failure = channel("one").unwrap_err().at(time);
//! assert_eq!(failure.status(), 404);
//! assert_eq!(
//!     failure.to_json(),
//!     br#"{"result":"error","server_time":"2017-10-09T08:48:34Z","errorCode":"invalid_channel_id","desp":"Invalid channel_id"}"#,
//! );
//! # Ok(())
//! # }
//! ```
//!
//! # Where to start
//!
//! | you want | see |
//! |---|---|
//! | to generate the enum | [`catalog`](macro@catalog) |
//! | to give your own error type codes | [`derive@Coded`] |
//! | to choose a code for any other error | [`OrFail`] |
//! | to serve failures | the module of your framework: `axum`, `actix`, `http`, `poem`, `rocket`, `salvo`, `warp` |
//! | to read replies | [`Envelope`], or the module `reqwest` |
//! | to write code that works with every catalog | [`Code`] and [`Entry`] |
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `std` | yes | the standard library. Without it, the crate is `no_std` |
//! | `jiff`, `serde_json` | yes | together: the types of the replies. Without them, there are only the enum and its rows |
//! | `axum`, `actix-web`, `http`, `poem`, `rocket`, `salvo`, `warp` | no | replies and extractors for the framework, and codes for its own failures. Your own errors with codes are responses |
//! | `garde`, `validator` | no | extractors for axum and actix-web that check a request: all field errors are in one failure |
//! | `aide`, `utoipa` | no | replies and your own errors with codes document themselves in OpenAPI: see the module `openapi` |
//! | `schemars` | no | the codes and the replies have a JSON Schema |
//! | `tonic` | no | [`Failure`] converts into a `tonic::Status` |
//! | `reqwest` | no | a client reads its replies with `response.envelope()` |
//! | `tracing` | no | each failure that a framework sends is an event |
//! | `metrics` | no | each failure that a framework sends increments a counter |
//!
//! The minimum supported Rust version is 1.88. The feature `rocket` needs Rust 1.89, and `salvo` needs Rust 1.95.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

mod contract;

#[cfg(all(feature = "jiff", feature = "serde_json"))]
mod envelope;
#[cfg(all(feature = "jiff", feature = "serde_json"))]
mod frameworks;
#[cfg(feature = "__openapi")]
#[cfg_attr(docsrs, doc(cfg(any(feature = "aide", feature = "utoipa"))))]
pub mod openapi;
#[cfg(all(feature = "__schema", not(feature = "__openapi")))]
mod openapi;
#[cfg(all(feature = "jiff", feature = "serde_json"))]
mod problem;
#[cfg(feature = "__server")]
#[allow(dead_code, unused_imports, reason = "each framework needs some of it")]
mod request;
#[cfg(feature = "reqwest")]
pub mod reqwest;

#[cfg(all(feature = "jiff", feature = "serde_json"))]
pub use errcat_macros::Coded;
#[cfg(not(all(feature = "jiff", feature = "serde_json")))]
#[doc(hidden)]
pub use errcat_macros::CodedWithoutFeatures as Coded;
pub use errcat_macros::catalog;

pub use crate::contract::{Code, Entry, HttpKind, Level, Scalar, UnknownCode};
#[cfg(all(feature = "jiff", feature = "serde_json"))]
pub use crate::envelope::{Coded, Codes, Envelope, Failure, FieldError, OrFail, Params, Success};
#[cfg(feature = "__server")]
#[cfg_attr(docsrs, doc(cfg(any(feature = "actix-web", feature = "http"))))]
pub use crate::envelope::{InvalidRequestId, RequestId};
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
#[cfg(any(feature = "garde", feature = "validator"))]
#[cfg_attr(docsrs, doc(cfg(any(feature = "garde", feature = "validator"))))]
pub use crate::request::check::FieldErrors;
#[cfg(feature = "garde")]
#[cfg_attr(docsrs, doc(cfg(feature = "garde")))]
pub use crate::request::check::garde;
#[cfg(feature = "validator")]
#[cfg_attr(docsrs, doc(cfg(feature = "validator")))]
pub use crate::request::check::validator;

/// For the generated code. This module is not part of the public interface, and changes with any version.
#[doc(hidden)]
pub mod __private {
    pub use alloc::boxed::Box;
    pub use alloc::format;
    pub use alloc::string::{String, ToString};

    pub use serde;

    #[cfg(all(feature = "jiff", feature = "serde_json"))]
    pub use crate::contract::module::extractors;
    pub use crate::contract::module::{responses, schemas, without_feature};
    pub use crate::contract::{
        Bodies, Body, Deprecated, Form, HttpRow, Lookup, Member, More, Node, Object, Piece, Rest, RowParams,
        Scalar, Segment, Slot, Table, Tell, bound, deserialize, serialize, without_params,
    };
    #[cfg(all(feature = "jiff", feature = "serde_json"))]
    pub use crate::envelope::{
        CodeSet, Inner, NotCoded, ReadParams, SentParams, Value, Wait, WithParams, codes, failure, is_free,
        param, plain, retry_after, with_params,
    };
    #[cfg(all(feature = "jiff", feature = "serde_json"))]
    pub use crate::frameworks::coded as response;
    #[cfg(feature = "aide")]
    pub use crate::openapi::aide;
    #[cfg(feature = "schemars")]
    pub use crate::openapi::schemars::v1 as schemars;
    #[cfg(feature = "aide")]
    pub use crate::openapi::schemars::v09 as schemars_09;
    #[cfg(feature = "utoipa")]
    pub use crate::openapi::utoipa;
    #[cfg(any(feature = "garde", feature = "validator"))]
    pub use crate::request::check::checked;
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
