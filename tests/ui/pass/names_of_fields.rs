//! Fields of an error, and items next to it, can have the same names as variables in the generated code.
#![deny(warnings)]
#![allow(non_upper_case_globals, non_camel_case_types, non_snake_case, dead_code)]

use std::time::Duration;

use errcat::Coded;

#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

type Failure = error_code::Failure;

macro_rules! is_an_error {
    ($($name:ident)*) => { $(
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a fault")
            }
        }

        impl std::error::Error for $name {}
    )* };
}

#[derive(Debug)]
pub struct Limits {
    seconds: u32,
}

/// Fields with the names of variables in the generated code.
#[derive(Debug, Coded)]
#[coded(ErrorCode)]
enum Locals {
    #[coded(RequestTooFast { seconds: params.seconds, r#type: failure, ratio: f64::from(*f), left: *code == 1 })]
    Params { params: Limits, failure: String, f: f32, code: u8 },
    #[coded(ChannelGone, description = "{failure} {error} {code:?}", retry_after = wait, member(failure = failure, what = error.len(), row = code))]
    Text { failure: String, error: String, code: Option<u8>, wait: Duration },
    #[coded(ChannelGone, description = "{__failure}{__params}", member(a = __failure, b = __params + 1, c = __Code, d = __field_0))]
    Hidden { __failure: u8, __params: u8, __Code: u8, __field_0: u8 },
    #[coded(ChannelGone, member(a = place.len(), b = r#code + 1, c = place))]
    NeedlesslyRaw { r#place: String, code: u8 },
    #[coded(ChannelGone, description = "{type} {r#match:$>3}", member(r#type = r#type, r#match = *r#match))]
    Raw { r#type: u8, r#match: u8 },
}

#[derive(Debug, Coded)]
#[coded(ErrorCode)]
enum Inside {
    #[coded(transparent)]
    Transparent { error: Box<Locals> },
}

/// Items with the names of variables in the generated code, and of fields. A pattern with such a name would be the
/// item.
mod items {
    use errcat::Coded;

    use super::ErrorCode;

    pub const failure: u8 = 1;
    pub static params: u8 = 2;
    pub struct error;
    pub const f: u8 = 3;
    pub const inner: u8 = 4;
    pub static unused: u8 = 5;
    pub const _0: u8 = 6;
    pub struct shown;
    pub fn code() {}

    #[derive(Debug, Coded)]
    #[coded(ErrorCode)]
    pub enum Items {
        #[coded(RequestTooFast { seconds: u32::from(failure), r#type: String::new(), ratio: 0.0, left: true })]
        TooFast,
        #[coded(ChannelGone, description = "{shown}", member(failure = failure, inner = inner, one = code + 1))]
        Fields { shown: u8, failure: u16, inner: u32, code: u8, unused: u8, params: u8, error: u8 },
    }

    #[derive(Debug, Coded)]
    #[coded(ErrorCode)]
    pub enum InsideItems {
        #[coded(transparent)]
        Transparent { inner: Box<Items> },
        #[coded(transparent)]
        Tuple(Box<Items>),
    }
}

/// The generated module of the catalog contains variables, too.
mod relative {
    pub const f: u8 = 1;
    pub static params: u8 = 1;
    pub struct code;
    pub use errcat as renamed;

    #[errcat::catalog("ui/pass/every_key.toml", crate = renamed)]
    pub enum ErrorCode {}
}

use items::{InsideItems, Items};

is_an_error!(Locals Inside Items InsideItems);

fn main() {
    let failure = |error: Locals| Failure::from(error);
    let params = Locals::Params { params: Limits { seconds: 30 }, failure: "it".to_owned(), f: 0.5, code: 1 };
    assert_eq!(failure(params).description(), "please wait another 30 seconds, it {user}: 0.5true");
    let text = || Locals::Text {
        failure: "disk".to_owned(),
        error: "full".to_owned(),
        code: None,
        wait: Duration::from_secs(7),
    };
    let transparent = Inside::Transparent { error: Box::new(text()) };
    for failure in [failure(text()), Failure::from(transparent)] {
        assert_eq!(failure.description(), "disk full None");
        assert_eq!(failure.retry_after(), Some(Duration::from_secs(7)));
        assert_eq!(members(&failure), r#"{"failure":"disk","row":null,"what":4}"#);
    }
    let hidden = failure(Locals::Hidden { __failure: 1, __params: 2, __Code: 3, __field_0: 4 });
    assert_eq!((hidden.description(), &*members(&hidden)), ("12", r#"{"a":1,"b":3,"c":3,"d":4}"#));
    let raw = failure(Locals::Raw { r#type: 1, r#match: 2 });
    assert_eq!((raw.description(), &*members(&raw)), ("1 $$2", r#"{"match":2,"type":1}"#));

    items_beside();
    let params =
        relative::error_code::RequestTooFast { seconds: 1, r#type: String::new(), ratio: 0.0, left: true };
    let failure = relative::error_code::Failure::from(params);
    assert_eq!(failure.description(), "please wait another 1 seconds,  {user}: 0true");
}

fn items_beside() {
    let failure = |error: Items| Failure::from(error);
    assert_eq!(failure(Items::TooFast).description(), "please wait another 1 seconds,  {user}: 0true");
    let fields = || Items::Fields { shown: 1, failure: 2, inner: 3, code: 4, unused: 5, params: 6, error: 7 };
    let named = Failure::from(InsideItems::Transparent { inner: Box::new(fields()) });
    for failure in [failure(fields()), named, Failure::from(InsideItems::Tuple(Box::new(fields())))] {
        assert_eq!((failure.description(), &*members(&failure)), ("1", r#"{"failure":2,"inner":3,"one":5}"#));
    }
}

fn members(failure: &Failure) -> String {
    serde_json::to_string(failure.members()).expect("JSON")
}
