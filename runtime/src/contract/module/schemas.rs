//! Macros for the features that describe a catalog in OpenAPI.

/// Implements the traits of all features for the enum of a catalog.
#[doc(hidden)]
#[macro_export]
macro_rules! __code_schemas {
    ($name:ident) => {
        $crate::__private::schemas::aide! { $name schemars_09 }
        $crate::__private::schemas::schemars! { $name schemars }
        $crate::__private::schemas::utoipa! { $name }
    };
}

by_feature! {
    or __no_response;
    "aide": __json_schema as aide,
    "schemars": __json_schema as schemars,
    "utoipa": __to_schema as utoipa,
}

/// Implements the trait of a version of schemars.
#[doc(hidden)]
#[macro_export]
#[cfg(any(feature = "aide", feature = "schemars"))]
macro_rules! __json_schema {
    ($name:ident $version:ident) => {
        #[automatically_derived]
        impl $crate::__private::$version::JsonSchema for $name {
            fn schema_name() -> $crate::__private::$version::Cow<'static, ::core::primitive::str> {
                $crate::__private::$version::code_name::<Self>()
            }

            fn schema_id() -> $crate::__private::$version::Cow<'static, ::core::primitive::str> {
                $crate::__private::$version::code_id::<Self>()
            }

            fn json_schema(
                _: &mut $crate::__private::$version::SchemaGenerator,
            ) -> $crate::__private::$version::Schema {
                $crate::__private::$version::code::<Self>()
            }
        }
    };
}

/// Implements utoipa's traits.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "utoipa")]
macro_rules! __to_schema {
    ($name:ident) => {
        #[automatically_derived]
        impl $crate::__private::utoipa::ComposeSchema for $name {
            fn compose(
                _: $crate::__private::utoipa::Generics,
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

/// Implements aide's trait for the extractors of axum, which have the names of the parts that they read.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "aide")]
macro_rules! __aide_inputs {
    ($($name:ident)*) => { $(
        impl<T: $crate::__private::aide::JsonSchema> $crate::__private::aide::OperationInput for $name<T> {
            fn operation_input(
                context: &mut $crate::__private::aide::GenContext,
                operation: &mut $crate::__private::aide::Operation,
            ) {
                $crate::__private::aide::input::<T>($crate::__private::aide::Part::$name, context, operation);
            }

            fn inferred_early_responses(
                context: &mut $crate::__private::aide::GenContext,
                operation: &mut $crate::__private::aide::Operation,
            ) -> $crate::__private::aide::Inferred {
                let part = $crate::__private::aide::Part::$name;
                $crate::__private::aide::refusals::<super::Failure>(part, context, operation);
                $crate::__private::aide::Inferred::new()
            }
        }
    )* };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "aide"))]
macro_rules! __aide_inputs {
    ($($name:ident)*) => {};
}

/// Implements aide's trait for an extractor that checks the value of another one.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "aide")]
macro_rules! __aide_check {
    ($name:ident) => {
        impl<E: $crate::__private::aide::OperationInput> $crate::__private::aide::OperationInput
            for $name<E>
        {
            fn operation_input(
                context: &mut $crate::__private::aide::GenContext,
                operation: &mut $crate::__private::aide::Operation,
            ) {
                E::operation_input(context, operation);
            }

            fn inferred_early_responses(
                context: &mut $crate::__private::aide::GenContext,
                operation: &mut $crate::__private::aide::Operation,
            ) -> $crate::__private::aide::Inferred {
                $crate::__private::aide::mistakes::<super::Failure>(context, operation);
                E::inferred_early_responses(context, operation)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "aide"))]
macro_rules! __aide_check {
    ($name:ident) => {};
}
