//! Macros for the extractors that check a value: each of them wraps another extractor of the same module.
//!
//! `$implement` names the macro that implements a framework's trait. It gets the name of the struct, the name of the
//! library, which is also its module in `__private`, and bounds for the library's trait `Validate`.

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "garde")]
macro_rules! __garde {
    ($vis:vis, $implement:ident) => {
        $crate::__extractor! {
            /// The value of another extractor, checked with `garde`: `Garde(Json(new)): Garde<Json<NewChannel>>`.
            ///
            /// The failure has the catalog's code for `invalid_data`, and a field error for each mistake, as
            /// `errcat::garde::check` says. The context of the check is its `Default`. If yours is another, read the value
            /// alone, and call `errcat::garde::check_with(&value, &context)?` in the handler.
            $vis Garde
        }
        $crate::$implement! { Garde garde [Context: ::core::default::Default] }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "garde"))]
macro_rules! __garde {
    ($vis:vis, $implement:ident) => {
        #[doc(hidden)]
        #[allow(clippy::pub_use, reason = "each user of an extractor needs the message")]
        pub use $crate::__private::without_feature::garde::Garde;
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "validator")]
macro_rules! __validator {
    ($vis:vis, $implement:ident) => {
        $crate::__extractor! {
            /// The value of another extractor, checked with `validator`: `Validated(Json(new)): Validated<Json<NewChannel>>`.
            ///
            /// The failure has the catalog's code for `invalid_data`, and a field error for each mistake, as
            /// `errcat::validator::check` says. If a check needs arguments, read the value alone, and call
            /// `errcat::validator::check_with_args(&value, arguments)?` in the handler.
            $vis Validated
        }
        $crate::$implement! { Validated validator [] }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "validator"))]
macro_rules! __validator {
    ($vis:vis, $implement:ident) => {
        #[doc(hidden)]
        #[allow(clippy::pub_use, reason = "each user of an extractor needs the message")]
        pub use $crate::__private::without_feature::validator::Validated;
    };
}
