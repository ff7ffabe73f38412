//! The generated code does not use names from the prelude.
#![deny(warnings)]
#![no_implicit_prelude]

#[::errcat::catalog("ui/pass/every_key.toml")]
#[derive(::serde::Serialize)]
pub enum ErrorCode {}

#[::errcat::catalog("ui/pass/three.toml", crate = ::errcat)]
pub enum Held {
    Busy,
    NotFound,
    WrongPassword,
}

mod inner {
    use ::errcat as renamed;

    #[::errcat::catalog("ui/pass/three.toml", crate = renamed)]
    pub enum Inner {}
}

#[derive(::core::fmt::Debug, ::errcat::Coded)]
#[coded(ErrorCode)]
enum Fault<T: ::core::fmt::Debug> {
    #[coded(RequestTooFast { seconds: *seconds, r#type, ratio: 0.5, left: true }, retry_after = wait)]
    TooFast { seconds: u32, r#type: ::std::string::String, wait: ::core::option::Option<::core::time::Duration> },
    #[coded(ChannelGone, description = "{0:?}", member(number = _1))]
    Gone(T, u8),
    #[coded(ChannelGone, expose)]
    Exposed,
}

impl<T: ::core::fmt::Debug> ::core::fmt::Display for Fault<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.write_str("a fault")
    }
}

impl<T: ::core::fmt::Debug> ::core::error::Error for Fault<T> {}

fn main() {
    let fault = ::std::boxed::Box::new(Fault::Gone(1_u8, 2));
    let failure: error_code::Failure = ::core::convert::From::from(fault);
    ::std::assert_eq!(failure.description(), "1");
    let _ = error_code::Failure::new(ErrorCode::ChannelGone);
    let _ = held::Failure::new(Held::Busy);
    let _ = inner::inner::Failure::new(inner::Inner::Busy);
}
