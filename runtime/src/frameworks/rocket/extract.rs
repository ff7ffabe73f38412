//! The guards of a catalog, and what they call.

pub use rocket::Request;
use rocket::data::Limits;
pub use rocket::data::{Data, FromData, Outcome as DataOutcome};
use rocket::http::{HeaderMap, Status};
use rocket::outcome::Outcome;
pub use rocket::request::{FromRequest, Outcome as RequestOutcome};

use super::refuse;
use crate::request::{Headers, Source, View, mistake};
use crate::{Code, Failure};

impl Headers for HeaderMap<'_> {
    fn lines<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        self.get(name).map(str::as_bytes)
    }
}

/// The view of a request's head.
pub fn view<'r, 'a>(request: &'r Request<'a>) -> View<'r, HeaderMap<'a>> {
    let query = request.uri().query().map(|query| query.as_str());
    View { method: request.method().as_str(), query, headers: request.headers() }
}

/// A value from the body. The longest body is the limit of this name in rocket's configuration.
pub async fn body<'a, T, C: Code>(
    find: fn(&View<'_, HeaderMap<'a>>) -> Source<T, C>,
    limit: &str,
    request: &Request<'a>,
    data: Data<'_>,
) -> Result<T, Failure<C>> {
    let read = match find(&view(request)) {
        Source::Continue(read) => read,
        Source::Break(value) => return value,
    };
    let default = if limit == "json" { Limits::JSON } else { Limits::FORM };
    let body = data.open(request.limits().get(limit).unwrap_or(default)).into_bytes().await;
    let body = body.map_err(|error| mistake::unread(400).with_source(error))?;
    if body.is_complete() { read(&body.into_inner()) } else { Err(mistake::unread(413)) }
}

/// What a guard ends in.
pub fn outcome<G, C: Code, F>(
    request: &Request<'_>,
    read: Result<G, Failure<C>>,
) -> Outcome<G, (Status, ()), F> {
    match read {
        Ok(guard) => Outcome::Success(guard),
        Err(failure) => Outcome::Error((refuse(request, failure).0, ())),
    }
}

/// `$vis` is the enum's own visibility.
#[doc(hidden)]
#[macro_export]
macro_rules! __rocket {
    ($vis:vis) => {
        /// rocket's guards, for this catalog: what they refuse is a [`Failure`](super::Failure), which the catcher sends.
        ///
        /// The longest body is the limit `json` or `form` of rocket's configuration: 1 MiB and 32 KiB by default.
        pub mod rocket {
            $crate::__extractors! { $vis, __rocket_impl }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __rocket_impl {
    ($name:ident body $reader:ident) => {
        $crate::__rocket_impl! {
            $name, FromData, $crate::__private::rocket::DataOutcome<'r, Self>,
            from_data(request, data: $crate::__private::rocket::Data<'r>),
            $crate::__private::rocket::body(
                $crate::__private::$reader,
                ::core::stringify!($reader),
                request,
                data,
            ).await
        }
    };
    ($name:ident head $reader:ident) => {
        $crate::__rocket_impl! {
            $name, FromRequest, $crate::__private::rocket::RequestOutcome<Self, ()>, from_request(request),
            $crate::__private::$reader(&$crate::__private::rocket::view(request))
        }
    };
    (
        $name:ident, $trait:ident, $outcome:ty,
        $method:ident($request:ident $(, $data:ident: $type:ty)?), $read:expr
    ) => {
        // As `async_trait` writes it, without a name of the user's crate.
        impl<'r, T: $crate::__private::serde::de::DeserializeOwned> $crate::__private::rocket::$trait<'r>
            for $name<T>
        {
            type Error = ();

            fn $method<'a, 'f>(
                $request: &'r $crate::__private::rocket::Request<'a>
                $(, $data: $type)?
            ) -> ::core::pin::Pin<$crate::__private::Box<
                dyn ::core::future::Future<Output = $outcome> + ::core::marker::Send + 'f,
            >>
            where
                'r: 'f,
                'a: 'f,
                Self: 'f,
            {
                $crate::__private::Box::pin(async move {
                    let read: ::core::result::Result<T, super::Failure> = $read;
                    $crate::__private::rocket::outcome($request, ::core::result::Result::map(read, Self))
                })
            }
        }
    };
}
