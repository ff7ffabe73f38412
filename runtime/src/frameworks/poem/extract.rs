//! The extractors of a catalog, and what they call.

use poem::error::ResponseError;
use poem::http::HeaderMap;
pub use poem::{Error, FromRequest, Request, RequestBody};

use crate::frameworks::http;
use crate::request::{Source, View, mistake};
use crate::{Code, Failure};

/// The view of a request's head.
pub fn view(request: &Request) -> View<'_, HeaderMap> {
    http::view(request.method(), request.uri(), request.headers())
}

/// A value from the body. The longest body is the limit of poem's `SizeLimit`.
pub async fn body<T, C: Code>(
    find: fn(&View<'_, HeaderMap>) -> Source<T, C>,
    request: &Request,
    body: &mut RequestBody,
) -> Result<T, Failure<C>> {
    let read = match find(&view(request)) {
        Source::Continue(read) => read,
        Source::Break(value) => return value,
    };
    let body = match body.take() {
        Ok(body) => body.into_vec().await,
        Err(error) => Err(error),
    };
    read(&body.map_err(|error| mistake::unread(error.status().as_u16()).with_source(error))?)
}

/// `$vis` is the enum's own visibility.
#[doc(hidden)]
#[macro_export]
macro_rules! __poem {
    ($vis:vis) => {
        /// poem's extractors, for this catalog: what they refuse is a [`Failure`](super::Failure).
        pub mod poem {
            $crate::__extractors! { $vis, __poem_impl }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __poem_impl {
    ($name:ident body $reader:ident) => {
        $crate::__poem_impl! {
            $name, (request, body),
            $crate::__private::poem::body($crate::__private::$reader, request, body).await
        }
    };
    ($name:ident head $reader:ident) => {
        $crate::__poem_impl! {
            $name, (request, _body), $crate::__private::$reader(&$crate::__private::poem::view(request))
        }
    };
    ($name:ident, ($request:ident, $body:ident), $read:expr) => {
        impl<'a, T> $crate::__private::poem::FromRequest<'a> for $name<T>
        where
            T: $crate::__private::serde::de::DeserializeOwned,
        {
            async fn from_request(
                $request: &'a $crate::__private::poem::Request,
                $body: &mut $crate::__private::poem::RequestBody,
            ) -> ::core::result::Result<Self, $crate::__private::poem::Error> {
                let read: ::core::result::Result<T, super::Failure> = $read;
                ::core::result::Result::map_err(
                    ::core::result::Result::map(read, Self),
                    ::core::convert::Into::into,
                )
            }
        }
    };
}
