//! Nothing that the generated code names comes from the prelude.
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

fn main() {
    let _ = error_code::Failure::new(ErrorCode::ChannelGone);
    let _ = held::Failure::new(Held::Busy);
    let _ = inner::inner::Failure::new(inner::Inner::Busy);
}
