//! A catalog's extractors for axum.

use ::axum::body::Bytes;
use ::axum::extract::path::ErrorKind;
use ::axum::extract::rejection::PathRejection;
pub use ::axum::extract::{
    FromRequest, FromRequestParts, OptionalFromRequest, OptionalFromRequestParts, Path, Request,
};
use ::axum::http::HeaderMap;
pub use ::axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::request::{self, Headers, Source, View, mistake, place, without_body};
use crate::{Code, Failure, HttpKind};

/// A value from the head.
pub fn head<T, C: Code>(
    find: fn(&View<'_, HeaderMap>) -> Source<T, C>,
    parts: &Parts,
) -> Result<T, Failure<C>> {
    without_body(find(&View::http(&parts.method, &parts.uri, &parts.headers)))
}

/// A value from the body. The longest body is axum's `DefaultBodyLimit`.
pub async fn body<T, S, C>(
    find: fn(&View<'_, HeaderMap>) -> Source<T, C>,
    request: Request,
    state: &S,
) -> Result<T, Failure<C>>
where
    S: Send + Sync,
    C: Code,
{
    let read = match find(&View::http(request.method(), request.uri(), request.headers())) {
        Source::Continue(read) => read,
        Source::Break(value) => return value,
    };
    let body = Bytes::from_request(request, state).await;
    read(&body.map_err(|error| mistake::unread(error.status().as_u16()).with_source(error))?)
}

/// The body as JSON, or `None` where the request has no content type.
pub async fn json_if_any<T, S, C>(request: Request, state: &S) -> Result<Option<T>, Failure<C>>
where
    T: DeserializeOwned,
    S: Send + Sync,
    C: Code,
{
    if request.headers().content_type().is_none() {
        return Ok(None);
    }
    body(request::json, request, state).await.map(Some)
}

/// What axum has read of the path. A rejection is `invalid_path`, or `internal` where the route has another number of
/// parameters.
pub fn path<T, C: Code>(path: Result<T, PathRejection>) -> Result<T, Failure<C>> {
    path.map_err(|rejection| match rejection {
        PathRejection::FailedToDeserializePathParams(error) if error.status().is_client_error() => {
            let field = parameter(error.kind()).map(|name| place::named(name, error.kind()));
            mistake::unparsed(HttpKind::InvalidPath, error.kind()).with_fields(field).with_source(error)
        }
        rejection => Failure::from_http(HttpKind::Internal, 500).with_source(rejection),
    })
}

/// The name of the parameter that an error is about.
fn parameter(kind: &ErrorKind) -> Option<&str> {
    match kind {
        ErrorKind::ParseErrorAtKey { key, .. }
        | ErrorKind::InvalidUtf8InPathParam { key }
        | ErrorKind::DeserializeError { key, .. } => Some(key),
        _ => None,
    }
}

/// The module with the extractors, in a catalog's module. `$vis` is the enum's own visibility.
#[doc(hidden)]
#[macro_export]
macro_rules! __axum {
    ($module:ident $vis:vis) => {
        /// axum's extractors, for this catalog: what they refuse is a [`Failure`](super::Failure).
        ///
        /// `Option<Json<T>>` is `None` for a request without a content type, which has no body. `Option<Path<T>>` is for a
        /// handler that also has a route without parameters.
        pub mod $module {
            $crate::__extractors! { $vis, __axum_impl }
            $crate::__axum_impl! {
                Json, OptionalFromRequest, [+ 'static], ::core::option::Option<Self>,
                from_request(request: $crate::__private::axum::Request, state),
                $crate::__private::axum::json_if_any(request, state).await,
                |read| ::core::option::Option::map(read, Self)
            }
            $crate::__extractor! {
                /// The path's parameters: one, a tuple of them, or a struct with their names.
                $vis Path
            }
            $crate::__axum_impl! {
                Path, FromRequestParts, [], Self,
                from_request_parts(parts: &mut $crate::__private::axum::Parts, state),
                $crate::__private::axum::path(
                    <$crate::__private::axum::Path<T> as $crate::__private::axum::FromRequestParts<S>>
                        ::from_request_parts(parts, state).await,
                ),
                |$crate::__private::axum::Path(path)| Self(path)
            }
            $crate::__axum_impl! {
                Path, OptionalFromRequestParts, [+ 'static], ::core::option::Option<Self>,
                from_request_parts(parts: &mut $crate::__private::axum::Parts, state),
                $crate::__private::axum::path(
                    <$crate::__private::axum::Path<T> as $crate::__private::axum::OptionalFromRequestParts<S>>
                        ::from_request_parts(parts, state).await,
                ),
                |path| ::core::option::Option::map(path, |$crate::__private::axum::Path(path)| Self(path))
            }
            $crate::__aide_inputs! { Json Form Query Path Header }
            $crate::__garde! { $vis, __axum_check }
            $crate::__validator! { $vis, __axum_check }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __axum_impl {
    ($name:ident body $reader:ident) => {
        $crate::__axum_impl! {
            $name, FromRequest, [], Self,
            from_request(request: $crate::__private::axum::Request, state),
            $crate::__private::axum::body($crate::__private::$reader, request, state).await, Self
        }
    };
    ($name:ident head $reader:ident) => {
        $crate::__axum_impl! {
            $name, FromRequestParts, [], Self,
            from_request_parts(parts: &mut $crate::__private::axum::Parts, _state),
            $crate::__private::axum::head($crate::__private::$reader, parts), Self
        }
    };
    (
        $name:ident, $trait:ident, [$($bound:tt)*], $output:ty,
        $method:ident($from:ident: $type:ty, $state:ident), $read:expr, $wrap:expr
    ) => {
        impl<T, S> $crate::__private::axum::$trait<S> for $name<T>
        where
            T: $crate::__private::serde::de::DeserializeOwned + ::core::marker::Send $($bound)*,
            S: ::core::marker::Send + ::core::marker::Sync,
        {
            type Rejection = super::Failure;

            async fn $method($from: $type, $state: &S) -> ::core::result::Result<$output, super::Failure> {
                ::core::result::Result::map($read, $wrap)
            }
        }
    };
}

/// Implements both traits, because the extractor inside can need the body or only the head.
#[doc(hidden)]
#[macro_export]
macro_rules! __axum_check {
    ($name:ident $library:ident $bounds:tt) => {
        $crate::__aide_check! { $name }
        $crate::__axum_check! {
            $name $library $bounds FromRequest from_request($crate::__private::axum::Request)
        }
        $crate::__axum_check! {
            $name $library $bounds FromRequestParts from_request_parts(&mut $crate::__private::axum::Parts)
        }
    };
    ($name:ident $library:ident [$($bound:tt)*] $trait:ident $method:ident($from:ty)) => {
        impl<E, S> $crate::__private::axum::$trait<S> for $name<E>
        where
            E: $crate::__private::axum::$trait<S, Rejection: ::core::convert::Into<super::Failure>>
                + ::core::ops::Deref<
                    Target: $crate::$library::Validate<$($bound)*>
                                + $crate::__private::serde::de::DeserializeOwned,
                >,
            S: ::core::marker::Send + ::core::marker::Sync,
        {
            type Rejection = super::Failure;

            async fn $method(from: $from, state: &S) -> ::core::result::Result<Self, super::Failure> {
                let read = <E as $crate::__private::axum::$trait<S>>::$method(from, state).await;
                let read = ::core::result::Result::map_err(read, ::core::convert::Into::into);
                ::core::result::Result::map($crate::__private::checked(read, $crate::$library::check), Self)
            }
        }
    };
}
