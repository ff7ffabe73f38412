//! Reads random bytes as a lock.

#![no_main]

#[path = "../promises/lock.rs"]
mod promises;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::hold(bytes));
