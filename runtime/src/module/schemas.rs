//! Macros for the features that describe a catalog in OpenAPI.

/// Implements utoipa's traits for the enum of a catalog.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "utoipa")]
macro_rules! __code_schemas {
    ($name:ident) => {
        #[automatically_derived]
        impl $crate::__private::utoipa::ComposeSchema for $name {
            fn compose(
                _: ::std::vec::Vec<$crate::__private::utoipa::RefOr<$crate::__private::utoipa::Schema>>,
            ) -> $crate::__private::utoipa::RefOr<$crate::__private::utoipa::Schema> {
                $crate::__private::utoipa::code::<Self>()
            }
        }

        #[automatically_derived]
        impl $crate::__private::utoipa::ToSchema for $name {
            fn name() -> $crate::__private::utoipa::Cow<'static, ::core::primitive::str> {
                $crate::__private::utoipa::Cow::Borrowed(::core::stringify!($name))
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "utoipa"))]
macro_rules! __code_schemas {
    ($name:ident) => {};
}

/// Generates `Refusals` in the module of a framework's extractors.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "utoipa")]
macro_rules! __refusals {
    ($vis:vis) => {
        /// What the extractors and the layer of this framework answer by themselves, for OpenAPI.
        ///
        /// As a modifier, it adds to each operation of a document what this operation can answer with, and completes the
        /// document as `errcat::openapi::Contract` says: `#[openapi(modifiers(&Refusals))]`. As a type in `responses(…)`, it is all of
        /// these responses.
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        $vis struct Refusals;

        impl $crate::__private::utoipa::IntoResponses for Refusals {
            fn responses() -> $crate::__private::utoipa::Responses {
                $crate::__private::utoipa::refusals::<super::Failure>()
            }
        }

        impl $crate::__private::utoipa::Modify for Refusals {
            fn modify(&self, document: &mut $crate::__private::utoipa::OpenApi) {
                $crate::__private::utoipa::complete::<super::Failure>(document);
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "utoipa"))]
macro_rules! __refusals {
    ($vis:vis) => {};
}
