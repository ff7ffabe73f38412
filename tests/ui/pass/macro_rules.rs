//! An enum in the output of a `macro_rules!` macro, with tokens from its caller.
#![deny(warnings)]

macro_rules! empty {
    ($vis:vis $name:ident $path:literal) => {
        #[errcat::catalog($path)]
        $vis enum $name {}
    };
}

macro_rules! held {
    ($(#[$meta:meta])* enum $name:ident = $path:expr; mod $module:ident; crate $crate_path:path; $($variant:ident),*) => {
        #[errcat::catalog($path, module = $module, crate = $crate_path)]
        $(#[$meta])*
        pub(crate) enum $name { $($variant),* }
    };
}

macro_rules! whole {
    ($item:item) => {
        #[errcat::catalog("ui/pass/three.toml")]
        $item
    };
}

macro_rules! arguments {
    ($($arguments:tt)*) => {
        #[errcat::catalog($($arguments)*)]
        pub enum Named {}
    };
}

/// An expression that is only the name of a field is one also if a macro passes it on.
macro_rules! held_by {
    ($name:ident { $field:ident } = $value:expr) => {
        #[derive(Debug, errcat::Coded, thiserror::Error)]
        #[coded(ErrorCode)]
        #[error("no such place")]
        #[coded(NotFound, member(place = $value))]
        struct $name {
            $field: String,
        }
    };
}

/// The options of each variant, and a part of an expression, come from the caller.
macro_rules! errors {
    ($name:ident { $(#[$options:meta])* $variant:ident } $value:expr) => {
        #[derive(Debug, errcat::Coded, thiserror::Error)]
        #[coded(ErrorCode)]
        enum $name {
            #[error("it lasts")]
            $(#[$options])*
            $variant,
            #[error("it lasts")]
            #[coded(Busy, member(own = seconds + 1, given = $value))]
            Both { seconds: u32 },
        }
    };
}

/// A wrapper of any error with a code.
#[derive(Debug, errcat::Coded, thiserror::Error)]
#[error("with a context")]
#[coded(E::Code)]
#[coded(transparent)]
struct Context<E: errcat::Coded>(E);

empty!(ErrorCode "ui/pass/three.toml");
errors!(Lasting { #[coded(Busy, expose)] Long } *seconds);
held_by!(NoPlace { place } = place);
empty!(pub Public "ui/pass/three.toml");
held!(#[derive(Hash)] enum Held = "ui/pass/three.toml"; mod codes; crate ::errcat; Busy, NotFound, WrongPassword);
whole! {
    /// The codes.
    pub enum Whole {}
}
arguments!("ui/pass/three.toml", module = by_the_macro);

fn main() {
    let _ = error_code::Failure::new(ErrorCode::Busy);
    let failure = error_code::Failure::from(NoPlace { place: "here".to_owned() });
    assert_eq!(failure.members()["place"], "here");
    let failure = error_code::Failure::from(Context(Lasting::Long));
    assert_eq!((failure.code(), failure.description()), (Some(ErrorCode::Busy), "it lasts"));
    let failure = error_code::Failure::from(Lasting::Both { seconds: 7 });
    assert_eq!((&failure.members()["own"], &failure.members()["given"]), (&8.into(), &7.into()));
    let _ = public::Failure::new(Public::Busy);
    let _ = codes::Failure::new(Held::Busy);
    let _ = whole::Failure::new(Whole::Busy);
    let _ = by_the_macro::Failure::new(Named::Busy);
    assert_eq!(Held::ALL, [Held::NotFound, Held::Busy, Held::WrongPassword]);
}
