//! Names that the generated code uses have another meaning in the module of the enum.
#![deny(warnings)]
#![allow(non_camel_case_types, dead_code, unused_macros)]

macro_rules! shadow {
    (struct $($name:ident)*) => { $(struct $name;)* };
    (trait $($name:ident)*) => { $(trait $name {})* };
    (mod $($name:ident)*) => { $(mod $name {})* };
}

macro_rules! include_bytes { () => {}; }
macro_rules! concat { () => {}; }
macro_rules! env { () => {}; }
macro_rules! option_env { () => {}; }
macro_rules! compile_error { () => {}; }
macro_rules! __module { () => {}; }

shadow! { mod core std alloc errcat serde }
shadow! { struct Result Option Some None Ok Err String Box Vec str bool u8 u16 u32 u64 i32 i64 f64 usize }
shadow! { struct Success Failure Envelope Entry Level Lookup Layout Tag UnknownCode __Entry __Level __Lookup __More __Params __Table __ALL __ENTRIES __LOOKUP __TABLE }
shadow! { struct f code text row serializer deserializer params error failure read request payload data parts state other }
shadow! { trait Clone Copy Debug Display PartialEq Eq PartialOrd Ord Hash FromStr Error From Into Code Serialize Deserialize }

#[::errcat::catalog("ui/pass/every_key.toml")]
enum ErrorCode {}

#[::errcat::catalog("ui/pass/three.toml")]
enum Held {
    Busy,
    NotFound,
    WrongPassword,
}

/// The enum itself also has such a name.
mod names {
    #[errcat::catalog("ui/pass/three.toml")]
    pub enum Failure {}
    #[errcat::catalog("ui/pass/three.toml")]
    pub enum Result {}
    #[errcat::catalog("ui/pass/three.toml")]
    pub enum Option {}
    #[errcat::catalog("ui/pass/three.toml")]
    pub enum Entry {}
    #[errcat::catalog("ui/pass/three.toml")]
    pub enum Code {}
    #[errcat::catalog("ui/pass/three.toml")]
    pub enum String {}
    #[errcat::catalog("ui/pass/three.toml")]
    pub enum Error {}
    #[errcat::catalog("ui/pass/three.toml")]
    pub enum Clone {}
}

/// The enum has the name of one that a glob imports.
mod glob {
    #[allow(unused_imports)]
    use super::*;

    #[::errcat::catalog("ui/pass/three.toml")]
    pub enum ErrorCode {}
}

fn main() {
    assert_eq!(ErrorCode::ChannelGone.status(), 404);
    let _ = error_code::Failure::new(ErrorCode::ChannelGone);
    let _ = error_code::Failure::from(error_code::RequestTooFast {
        seconds: 1,
        r#type: ::std::string::String::new(),
        ratio: 0.5,
        left: true,
    });
    let _ = held::Failure::new(Held::Busy);
    let _ = names::failure::Failure::new(names::Failure::Busy);
    let _ = names::result::Failure::new(names::Result::Busy);
}
