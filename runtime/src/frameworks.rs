//! The adapters: replies as responses, and what each framework answers by itself, in the envelope.

#[cfg(any(feature = "actix-web", feature = "axum", feature = "poem", feature = "salvo"))]
mod policy;
#[cfg(any(feature = "actix-web", feature = "http", feature = "poem", feature = "rocket", feature = "salvo"))]
mod reply;

#[cfg(feature = "actix-web")]
pub mod actix;
#[cfg(feature = "axum")]
pub mod axum;
#[cfg(feature = "http")]
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
