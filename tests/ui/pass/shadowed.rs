//! Names that the generated code needs mean something else where the user wrote the enum.
#![deny(warnings)]
#![allow(non_camel_case_types, dead_code)]

mod core {}
mod std {}
struct Result;
struct Option;
struct Some;
struct None;
struct String;
struct Box;
struct str;
struct u16;
struct usize;
trait Clone {}
trait Code {}

#[errcat::catalog("ui/pass/three.toml")]
enum ErrorCode {}

fn main() {
    assert_eq!(ErrorCode::Busy.status(), 503);
    let _ = error_code::Failure::new(ErrorCode::Busy);
}
