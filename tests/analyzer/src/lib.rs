//! rust-analyzer, for tests and benchmarks: where it is installed, and a server that answers what an editor asks.

mod installed;
mod server;
mod wire;

pub use crate::installed::rust_analyzer;
pub use crate::server::{Server, position};
