//! The extractors of a catalog, and what they call.

use core::future::Future;
use core::ops::ControlFlow;

use actix_web::Error;
pub use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::header::HeaderMap;
use actix_web::web::Bytes;
pub use actix_web::{FromRequest, HttpRequest};

use super::config::payload_failure;
use crate::request::{Source, View, mistake};
use crate::{Code, Failure};

/// The view of a request's head.
pub fn view(request: &HttpRequest) -> View<'_, HeaderMap> {
    let query = Some(request.query_string());
    View { method: request.method().as_str(), query, headers: request.headers() }
}

/// A value from the body. The longest body is the limit of actix-web's `PayloadConfig`.
pub fn body<T, C: Code>(
    find: fn(&View<'_, HeaderMap>) -> Source<T, C>,
    request: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = Result<T, Failure<C>>> + use<T, C> {
    let source = find(&view(request)).map_continue(|read| (read, Bytes::from_request(request, payload)));
    async {
        match source {
            ControlFlow::Continue((read, body)) => read(&body.await.map_err(|error| unread(&error))?),
            ControlFlow::Break(value) => value,
        }
    }
}

fn unread<C: Code>(error: &Error) -> Failure<C> {
    let failure = error.as_error::<PayloadError>().map(payload_failure);
    failure.unwrap_or_else(|| mistake::unread(400)).with_source(error.to_string())
}

/// `$vis` is the enum's own visibility.
#[doc(hidden)]
#[macro_export]
macro_rules! __actix {
    ($vis:vis) => {
        /// actix-web's extractors, for this catalog: what they refuse is a [`Failure`](super::Failure).
        ///
        /// The longest body is the limit of actix-web's `PayloadConfig`, 256 KiB by default. `JsonConfig` does not count.
        pub mod actix {
            $crate::__extractors! { $vis, __actix_impl }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __actix_impl {
    ($name:ident body $reader:ident) => {
        $crate::__actix_impl! {
            $name, (request, payload),
            $crate::__private::actix::body($crate::__private::$reader, request, payload)
        }
    };
    ($name:ident head $reader:ident) => {
        $crate::__actix_impl! {
            $name, (request, _payload),
            ::core::future::ready($crate::__private::$reader(&$crate::__private::actix::view(request)))
        }
    };
    ($name:ident, ($request:ident, $payload:ident), $read:expr) => {
        impl<T> $crate::__private::actix::FromRequest for $name<T>
        where
            T: $crate::__private::serde::de::DeserializeOwned + 'static,
        {
            type Error = super::Failure;
            type Future = ::core::pin::Pin<
                $crate::__private::Box<
                    dyn ::core::future::Future<Output = ::core::result::Result<Self, Self::Error>>,
                >,
            >;

            fn from_request(
                $request: &$crate::__private::actix::HttpRequest,
                $payload: &mut $crate::__private::actix::Payload,
            ) -> Self::Future {
                let read = $read;
                $crate::__private::Box::pin(async { ::core::result::Result::map(read.await, Self) })
            }
        }
    };
}
