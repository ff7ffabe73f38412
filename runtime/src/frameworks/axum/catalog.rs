//! What stands in the module of each catalog: extractors whose rejection is its failure.
//!
//! They are structs of the catalog's own, and no alias of a struct that is generic over it: an alias is no pattern, and
//! `Json(body): Json<Body>` is how handlers are written. All that they do is call this crate's functions.

/// `$vis` is the enum's own visibility: no type that has it in its rejection can be more visible.
#[doc(hidden)]
#[macro_export]
macro_rules! __axum {
    ($vis:vis) => {
        /// axum's extractors, for this catalog: what they refuse is a [`Failure`](super::Failure).
        pub mod axum {
            $crate::__axum_extractor! {
                /// A body that is JSON, with a content type that says so.
                ///
                /// `Option<Json<T>>` is for a request that may have no content type, and then has no body.
                $vis Json, FromRequest,
                from_request(request: $crate::__private::axum::extract::Request, state),
                $crate::axum::json(request, state).await,
                OptionalFromRequest, $crate::axum::json_if_any(request, state).await
            }
            $crate::__axum_extractor! {
                /// A body that is a form; of `GET` and `HEAD` the query.
                $vis Form, FromRequest,
                from_request(request: $crate::__private::axum::extract::Request, state),
                $crate::axum::form(request, state).await
            }
            $crate::__axum_extractor! {
                /// The query's parameters.
                $vis Query, FromRequestParts,
                from_request_parts(parts: &mut $crate::__private::axum::http::request::Parts, _state),
                $crate::axum::query(&parts.uri)
            }
            $crate::__axum_extractor! {
                /// The path's parameters: one, a tuple of them, or a struct with their names.
                ///
                /// `Option<Path<T>>` is for a handler that also has a route without parameters.
                $vis Path, FromRequestParts,
                from_request_parts(parts: &mut $crate::__private::axum::http::request::Parts, _state),
                $crate::axum::path(parts).await,
                OptionalFromRequestParts, $crate::axum::path_if_any(parts).await
            }
            $crate::__axum_extractor! {
                /// Headers: a struct with a field for each, `x_api_key` for `x-api-key`.
                $vis Header, FromRequestParts,
                from_request_parts(parts: &mut $crate::__private::axum::http::request::Parts, _state),
                $crate::axum::header(&parts.headers)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __axum_extractor {
    (
        $(#[$doc:meta])*
        $vis:vis $name:ident, $trait:ident,
        $method:ident($from:ident: $type:ty, $state:ident),
        $read:expr
        $(, $optional:ident, $read_if_any:expr)?
    ) => {
        $crate::__extractor! { $(#[$doc])* $vis $name }

        impl<T, S> $crate::__private::axum::extract::$trait<S> for $name<T>
        where
            T: $crate::__private::serde::de::DeserializeOwned + ::core::marker::Send,
            S: ::core::marker::Send + ::core::marker::Sync,
        {
            type Rejection = super::Failure;

            async fn $method($from: $type, $state: &S) -> ::core::result::Result<Self, Self::Rejection> {
                ::core::result::Result::map($read, Self)
            }
        }

        $(
            impl<T, S> $crate::__private::axum::extract::$optional<S> for $name<T>
            where
                T: $crate::__private::serde::de::DeserializeOwned + ::core::marker::Send + 'static,
                S: ::core::marker::Send + ::core::marker::Sync,
            {
                type Rejection = super::Failure;

                async fn $method(
                    $from: $type,
                    $state: &S,
                ) -> ::core::result::Result<::core::option::Option<Self>, Self::Rejection> {
                    let read = $read_if_any;
                    ::core::result::Result::map(read, |read| ::core::option::Option::map(read, Self))
                }
            }
        )?
    };
}
