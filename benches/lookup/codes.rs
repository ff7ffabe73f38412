//! The codes of the benchmark `lookup`. They are in a crate of their own, as the codes of most services are.

#![expect(clippy::too_many_lines, clippy::unreadable_literal, reason = "this code is generated")]

include!(concat!(env!("OUT_DIR"), "/codes.rs"));
