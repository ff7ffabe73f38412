//! Traits in scope do not change the behaviour of the generated code, even if their methods have the same names.
#![deny(warnings)]

/// Methods that take `self` by reference, implemented for every type.
mod by_reference {
    macro_rules! methods {
        ($($name:ident)*) => {
            pub trait ByReference {
                $(fn $name(&self) -> &'static str { "the trait's" })*
            }
        };
    }

    methods! {
        code entry status description variant from_code find index len get fmt pad write_str serialize deserialize
        into from from_str to_string to_owned as_str as_ref ok_or unwrap expect map map_err clone default draft new of
        help message params retry_after with_description with_member with_retry_after with_source expose error_code
        failure into_failure bound is_free eq cmp hash borrow deref into_inner
    }

    impl<T: ?Sized> ByReference for T {}
}

/// Methods that take `self` by value, implemented for every type.
mod by_value {
    macro_rules! methods {
        ($($name:ident)*) => {
            pub trait ByValue: Sized {
                $(fn $name(self) -> &'static str { "the trait's" })*
            }
        };
    }

    methods! {
        code entry status description variant from_code find index len get fmt pad write_str serialize deserialize
        into from from_str to_string to_owned as_str as_ref ok_or unwrap expect map map_err clone default draft new of
        help message params retry_after with_description with_member with_retry_after with_source expose error_code
        failure into_failure bound is_free eq cmp hash borrow deref into_inner
    }

    impl<T> ByValue for T {}
}

macro_rules! contract {
    ($name:ident $($import:tt)*) => {
        mod $name {
            #[allow(unused_imports)]
            use crate::$($import)*;

            #[errcat::catalog("ui/pass/every_key.toml")]
            pub enum ErrorCode {}

            #[derive(Debug, errcat::Coded)]
            #[coded(ErrorCode, default = Oldest)]
            #[allow(deprecated)]
            pub enum Fault {
                #[coded(RequestTooFast { seconds: *seconds, r#type, ratio: 0.5, left: true })]
                TooFast { seconds: u32, r#type: String },
                #[coded(ChannelGone, description = "{0}", retry_after = std::time::Duration::from_secs(3), member(number = _0))]
                Gone(u32),
                #[coded(ChannelGone, expose)]
                Exposed,
                Any,
            }

            #[derive(Debug, errcat::Coded)]
            #[coded(ErrorCode)]
            pub enum Outer {
                #[coded(transparent)]
                Inside(Box<Fault>),
            }

            impl std::fmt::Display for Fault {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    std::fmt::Formatter::write_str(f, "a fault")
                }
            }

            impl std::fmt::Display for Outer {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    std::fmt::Formatter::write_str(f, "outside")
                }
            }

            impl std::error::Error for Fault {}
            impl std::error::Error for Outer {}
        }
    };
}

contract!(alone by_reference as _);
contract!(with_references by_reference::ByReference as _);
contract!(with_values by_value::ByValue as _);

macro_rules! holds {
    ($($name:ident)*) => { $({
        use $name::{ErrorCode, Fault, Outer, error_code};

        assert_eq!(ErrorCode::ChannelGone.to_string(), "channel.gone");
        assert_eq!(format!("{:?} {:>14}", ErrorCode::ChannelGone, ErrorCode::ChannelGone), "ChannelGone   channel.gone");
        assert_eq!("channel.gone".parse(), Ok(ErrorCode::ChannelGone));
        assert_eq!(ErrorCode::from_code("channel.gone"), Some(ErrorCode::ChannelGone));
        assert_eq!(ErrorCode::ChannelGone.code(), "channel.gone");
        assert_eq!((ErrorCode::ChannelGone.status(), ErrorCode::ChannelGone.description()), (404, "Not Found"));
        let json = serde_json::to_string(&ErrorCode::ChannelGone).unwrap();
        assert_eq!(json, "\"channel.gone\"");
        assert_eq!(serde_json::from_str::<ErrorCode>(&json).unwrap(), ErrorCode::ChannelGone);

        let params = error_code::RequestTooFast { seconds: 1, r#type: "it".to_owned(), ratio: 0.5, left: true };
        let text = "please wait another 1 seconds, it {user}: 0.5true";
        assert_eq!(params.to_string(), text);
        assert_eq!(error_code::Failure::from(params).description(), text);

        let failure = |fault: Fault| error_code::Failure::from(fault);
        assert_eq!(failure(Fault::TooFast { seconds: 1, r#type: "it".to_owned() }).description(), text);
        let gone = error_code::Failure::from(Outer::Inside(Box::new(Fault::Gone(7))));
        assert_eq!((gone.description(), &gone.members()["number"]), ("7", &7.into()));
        assert_eq!(gone.retry_after(), Some(std::time::Duration::from_secs(3)));
        assert_eq!(failure(Fault::Exposed).description(), "a fault");
        assert_eq!(failure(Fault::Any).wire_code(), "oldest");
    })* };
}

fn main() {
    holds!(alone with_references with_values);
}
