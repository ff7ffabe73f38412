//! A catalog's extractors for actix-web.

use core::future::Future;
use core::ops::ControlFlow;
use core::pin::Pin;

pub use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::header::HeaderMap;
use actix_web::web::Bytes;
pub use actix_web::{FromRequest, HttpRequest};

use crate::request::{Source, View, mistake};
use crate::{Code, Failure, HttpKind};

/// An extractor's future.
pub type Reading<E, F> = Pin<Box<dyn Future<Output = Result<E, F>>>>;

/// What an extractor is made of. The longest body is the limit of actix-web's `PayloadConfig`.
pub fn read<E: 'static, T: 'static, C: Code>(
    find: fn(&View<'_, HeaderMap>) -> Source<T, C>,
    wrap: fn(T) -> E,
    request: &HttpRequest,
    payload: &mut Payload,
) -> Reading<E, Failure<C>> {
    let query = Some(request.query_string());
    let view = View { method: request.method().as_str(), query, headers: request.headers() };
    let source = find(&view).map_continue(|read| (read, Bytes::from_request(request, payload)));
    Box::pin(async move {
        let value = match source {
            ControlFlow::Break(value) => value,
            ControlFlow::Continue((read, body)) => body.await.map_err(unread).and_then(|body| read(&body)),
        };
        value.map(wrap)
    })
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn unread<C: Code>(error: actix_web::Error) -> Failure<C> {
    let failure = error.as_error::<PayloadError>().map(payload_failure);
    failure.unwrap_or_else(|| mistake::unread(400)).with_source(error.to_string())
}

/// The failure of a body that does not arrive whole.
pub(crate) fn payload_failure<C: Code>(error: &PayloadError) -> Failure<C> {
    match error {
        PayloadError::Overflow => mistake::unread(413),
        PayloadError::UnknownLength => no_length(),
        PayloadError::EncodingCorrupted => {
            mistake::described(HttpKind::BadRequest, "the body is not in its content encoding")
        }
        // With broken compression, too.
        PayloadError::Io(_) => mistake::described(HttpKind::BadRequest, "the body cannot be read"),
        _ => mistake::described(HttpKind::BadRequest, "the body broke off"),
    }
}

pub(crate) fn no_length<C: Code>() -> Failure<C> {
    Failure::from_http(HttpKind::Fallback4xx, 411).with_description("the body has no length")
}

/// The module with the extractors, in a catalog's module. `$vis` is the enum's own visibility.
#[doc(hidden)]
#[macro_export]
macro_rules! __actix {
    ($module:ident $vis:vis) => {
        /// actix-web's extractors, for this catalog: what they refuse is a [`Failure`](super::Failure).
        ///
        /// The longest body is the limit of actix-web's `PayloadConfig`, 256 KiB by default. `JsonConfig` does not count.
        pub mod $module {
            $crate::__extractors! { $vis, __actix_impl }
            $crate::__garde! { $vis, __actix_check }
            $crate::__validator! { $vis, __actix_check }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __actix_impl {
    ($name:ident $part:ident $reader:ident) => {
        impl<T> $crate::__private::actix::FromRequest for $name<T>
        where
            T: $crate::__private::serde::de::DeserializeOwned + 'static,
        {
            type Error = super::Failure;
            type Future = $crate::__private::actix::Reading<Self, Self::Error>;

            fn from_request(
                request: &$crate::__private::actix::HttpRequest,
                payload: &mut $crate::__private::actix::Payload,
            ) -> Self::Future {
                $crate::__private::actix::read($crate::__private::$reader, Self, request, payload)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __actix_check {
    ($name:ident $library:ident [$($bound:tt)*]) => {
        impl<E> $crate::__private::actix::FromRequest for $name<E>
        where
            E: $crate::__private::actix::FromRequest<Error: ::core::convert::Into<super::Failure>, Future: 'static>
                + ::core::ops::Deref<
                    Target: $crate::$library::Validate<$($bound)*>
                                + $crate::__private::serde::de::DeserializeOwned,
                >
                + 'static,
        {
            type Error = super::Failure;
            type Future = $crate::__private::actix::Reading<Self, Self::Error>;

            fn from_request(
                request: &$crate::__private::actix::HttpRequest,
                payload: &mut $crate::__private::actix::Payload,
            ) -> Self::Future {
                let reading = <E as $crate::__private::actix::FromRequest>::from_request(request, payload);
                $crate::__private::Box::pin(async move {
                    let read = ::core::result::Result::map_err(reading.await, ::core::convert::Into::into);
                    ::core::result::Result::map($crate::__private::checked(read, $crate::$library::check), Self)
                })
            }
        }
    };
}
