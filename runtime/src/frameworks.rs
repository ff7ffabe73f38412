//! The adapters. They are thin: [`reply`] says what a reply is, [`policy`] what becomes of other people's responses, and
//! `crate::request` reads requests.

#[cfg(any(feature = "actix-web", feature = "axum"))]
mod catalog;
pub mod coded;
#[cfg(feature = "__server")]
#[allow(dead_code, unreachable_pub, reason = "not each framework has layers")]
mod layer;
#[cfg(feature = "__server")]
#[allow(dead_code, unused_macros, reason = "each framework needs some of it")]
mod policy;
#[cfg(feature = "__server")]
#[allow(dead_code, reason = "each framework needs some of it")]
mod reply;
#[cfg(feature = "__server")]
#[allow(dead_code, reason = "not each framework has layers")]
mod request_id;

#[cfg(feature = "actix-web")]
pub mod actix;
#[cfg(feature = "axum")]
pub mod axum;
#[cfg(feature = "http")]
#[allow(dead_code, reason = "it has what the frameworks on these types share")]
pub mod http;
#[cfg(feature = "poem")]
pub mod poem;
#[cfg(feature = "rocket")]
pub mod rocket;
#[cfg(feature = "salvo")]
pub mod salvo;
#[cfg(feature = "tonic")]
mod tonic;
#[cfg(feature = "warp")]
pub mod warp;
