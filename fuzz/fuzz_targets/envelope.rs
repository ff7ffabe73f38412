//! Reads random bytes as a reply.

#![no_main]

#[path = "../promises/envelope.rs"]
mod promises;

#[errcat::catalog("tests/error_codes.toml")]
enum ErrorCode {}

#[errcat::catalog("tests/wire/integers.toml")]
enum Number {}

#[errcat::catalog("tests/wire/bare.toml")]
enum Bare {}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    promises::hold::<ErrorCode>(bytes);
    promises::hold::<Number>(bytes);
    promises::hold::<Bare>(bytes);
});
