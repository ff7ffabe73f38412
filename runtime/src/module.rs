//! Macros for the parts of a catalog's module that depend on the features of this crate.
//!
//! The generated code cannot ask which features are on. So it calls these macros, and each of them has a version for
//! each case.

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
            $crate::__actix! { $($further_in)* }
            $crate::__axum! { $($further_in)* }
            $crate::__poem! { $($further_in)* }
            $crate::__rocket! { $($further_in)* }
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

// If the feature of a framework is off, its module contains extractors that cannot be used.

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "actix-web"))]
macro_rules! __actix {
    ($vis:vis) => {
        #[doc(hidden)]
        pub mod actix {
            pub use $crate::__private::without_feature::actix::*;
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "axum"))]
macro_rules! __axum {
    ($vis:vis) => {
        #[doc(hidden)]
        pub mod axum {
            pub use $crate::__private::without_feature::axum::*;
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "poem"))]
macro_rules! __poem {
    ($vis:vis) => {
        #[doc(hidden)]
        pub mod poem {
            pub use $crate::__private::without_feature::poem::*;
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "rocket"))]
macro_rules! __rocket {
    ($vis:vis) => {
        #[doc(hidden)]
        pub mod rocket {
            pub use $crate::__private::without_feature::rocket::*;
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
