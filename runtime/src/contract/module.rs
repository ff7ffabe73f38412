//! Macros for the parts of the generated code that depend on the features of this crate.
//!
//! The generated code cannot ask which features are on. So it calls these macros, and each of them has a version for
//! each case.

/// Names the macro of each feature, or the other macro if the feature is off.
macro_rules! by_feature {
    (or $other:ident; $($feature:literal: $macro:ident as $name:ident),* $(,)?) => {
        $(
            #[cfg(feature = $feature)]
            pub use crate::$macro as $name;
            #[cfg(not(feature = $feature))]
            pub use crate::$other as $name;
        )*
    };
}

mod check;
#[cfg(all(feature = "jiff", feature = "serde_json"))]
pub mod extractors;
pub mod responses;
pub mod schemas;
pub mod without_feature;

/// Generates the module of a catalog.
///
/// The arguments are the name of the enum, the head of the module, the items that are always in it, the items that need
/// the types of the replies, and the visibility of the enum as seen from the modules of the extractors, which are two
/// levels deeper.
#[doc(hidden)]
#[macro_export]
#[cfg(all(feature = "jiff", feature = "serde_json"))]
macro_rules! __module {
    ($name:literal { $($head:tt)* } { $($always:tt)* } { $($envelope:tt)* } { $($further_in:tt)* }) => {
        #[doc = ::core::concat!("The types of the replies with the codes of [`", $name, "`].")]
        $($head)* {
            $($always)*
            $($envelope)*
            $crate::__private::extractors::actix! { actix $($further_in)* }
            $crate::__private::extractors::axum! { axum $($further_in)* }
            $crate::__private::extractors::poem! { poem $($further_in)* }
            $crate::__private::extractors::rocket! { rocket $($further_in)* }
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(all(feature = "jiff", feature = "serde_json")))]
macro_rules! __module {
    ($name:literal { $($head:tt)* } { $($always:tt)* } { $($envelope:tt)* } { $($further_in:tt)* }) => {
        #[doc = ::core::concat!("The params of the messages of [`", $name, "`].")]
        ///
        /// With the features `jiff` and `serde_json` of `errcat`, this module also contains the types of the replies.
        $($head)* { $($always)* }
    };
}

/// Items that need the types of the replies.
#[doc(hidden)]
#[macro_export]
#[cfg(all(feature = "jiff", feature = "serde_json"))]
macro_rules! __envelope {
    ($($items:item)*) => { $($items)* };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(all(feature = "jiff", feature = "serde_json")))]
macro_rules! __envelope {
    ($($items:item)*) => {};
}

/// The extractors of a framework whose feature is off: each use of them is an error that names the feature.
#[doc(hidden)]
#[macro_export]
#[cfg(all(feature = "jiff", feature = "serde_json"))]
macro_rules! __no_extractors {
    ($module:ident $vis:vis) => {
        #[doc(hidden)]
        #[allow(clippy::pub_use, reason = "each user of an extractor needs the message")]
        pub mod $module {
            pub use $crate::__private::without_feature::$module::*;
        }
    };
}

/// Generates the struct of an extractor. Like the extractors of the frameworks, it is a pattern and dereferences to its
/// value.
#[doc(hidden)]
#[macro_export]
macro_rules! __extractor {
    ($(#[$doc:meta])* $vis:vis $name:ident) => {
        $(#[$doc])*
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        $vis struct $name<T>(pub T);

        impl<T> $name<T> {
            /// Returns the value that was read.
            #[must_use]
            pub fn into_inner(self) -> T {
                self.0
            }
        }

        impl<T> ::core::ops::Deref for $name<T> {
            type Target = T;

            fn deref(&self) -> &T {
                &self.0
            }
        }

        impl<T> ::core::ops::DerefMut for $name<T> {
            fn deref_mut(&mut self) -> &mut T {
                &mut self.0
            }
        }
    };
}

/// The extractors that every framework has: `Json`, `Form`, `Query` and `Header`.
///
/// They are structs of the catalog's own, not aliases of a generic struct: an alias is not a pattern, and
/// `Json(body): Json<Body>` is how handlers are written. They hold no code: each calls a function of this crate.
///
/// `$implement` names the macro that implements a framework's trait. It gets the name of the struct, where the value is (in
/// the `body`, or in the `head` alone), and the name of its reader in `__private`.
/// `$vis` is the enum's own visibility: no type that has the enum in its error can be more visible.
#[doc(hidden)]
#[macro_export]
macro_rules! __extractors {
    ($vis:vis, $implement:ident) => {
        $crate::__refusals! { $vis }
        $crate::__extractor! {
            /// A body that is JSON, with a content type that says so.
            $vis Json
        }
        $crate::$implement! { Json body json }
        $crate::__extractor! {
            /// A body that is a form, with a content type that says so. With `GET` and `HEAD`, the form is the query.
            ///
            /// A key that is there more than once fills a `Vec`.
            $vis Form
        }
        $crate::$implement! { Form body form }
        $crate::__extractor! {
            /// The parameters of the query. A key that is there more than once fills a `Vec`.
            $vis Query
        }
        $crate::$implement! { Query head query }
        $crate::__extractor! {
            /// Headers: a struct with a field for each, `x_api_key` for `x-api-key`.
            $vis Header
        }
        $crate::$implement! { Header head header }
    };
}
