//! A catalog's extractors for poem.

use poem::error::ResponseError;
use poem::http::HeaderMap;
pub use poem::{Error, FromRequest, Request, RequestBody};

use crate::request::{Source, View, mistake};
use crate::{Code, Failure};

/// A value from the request. The longest body is the limit of poem's `SizeLimit`.
pub async fn read<T, C: Code>(
    find: fn(&View<'_, HeaderMap>) -> Source<T, C>,
    request: &Request,
    body: &mut RequestBody,
) -> Result<T, Failure<C>> {
    let read = match find(&View::http(request.method(), request.uri(), request.headers())) {
        Source::Break(value) => return value,
        Source::Continue(read) => read,
    };
    let body = match body.take() {
        Ok(body) => body.into_vec().await,
        Err(error) => Err(error),
    };
    read(&body.map_err(|error| mistake::unread(error.status().as_u16()).with_source(error))?)
}

/// The module with the extractors, in a catalog's module. `$vis` is the enum's own visibility.
#[doc(hidden)]
#[macro_export]
macro_rules! __poem {
    ($module:ident $vis:vis) => {
        /// poem's extractors, for this catalog: what they refuse is a [`Failure`](super::Failure).
        pub mod $module {
            $crate::__extractors! { $vis, __poem_impl }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __poem_impl {
    ($name:ident $part:ident $reader:ident) => {
        impl<'a, T> $crate::__private::poem::FromRequest<'a> for $name<T>
        where
            T: $crate::__private::serde::de::DeserializeOwned,
        {
            async fn from_request(
                request: &'a $crate::__private::poem::Request,
                body: &mut $crate::__private::poem::RequestBody,
            ) -> ::core::result::Result<Self, $crate::__private::poem::Error> {
                let read: ::core::result::Result<T, super::Failure> =
                    $crate::__private::poem::read($crate::__private::$reader, request, body).await;
                ::core::result::Result::map_err(
                    ::core::result::Result::map(read, Self),
                    ::core::convert::Into::into,
                )
            }
        }
    };
}
