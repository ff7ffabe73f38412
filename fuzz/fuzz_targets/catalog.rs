//! Reads random bytes as a catalog.

#![no_main]

#[path = "../promises/catalog.rs"]
mod promises;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::hold(bytes));
