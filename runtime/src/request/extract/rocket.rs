//! A catalog's guards for rocket.

use core::future::Future;
use core::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};

pub use rocket::Request;
use rocket::data::Limits;
pub use rocket::data::{Data, FromData, Outcome as DataOutcome};
use rocket::http::{HeaderMap, Status};
use rocket::outcome::Outcome;
pub use rocket::request::{FromRequest, Outcome as RequestOutcome};

use crate::request::{Headers, Source, View, mistake, without_body};
use crate::{Code, Failure};

/// A guard's future, as `async_trait` writes it.
pub type Guarding<'f, O> = Pin<Box<dyn Future<Output = O> + Send + 'f>>;

impl Headers for HeaderMap<'_> {
    fn lines<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        self.get(name).map(str::as_bytes)
    }
}

fn view<'r, 'a>(request: &'r Request<'a>) -> View<'r, HeaderMap<'a>> {
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
        Source::Break(value) => return value,
        Source::Continue(read) => read,
    };
    let default = if limit == "json" { Limits::JSON } else { Limits::FORM };
    let body = data.open(request.limits().get(limit).unwrap_or(default)).into_bytes().await;
    let body = body.map_err(|error| mistake::unread(400).with_source(error))?;
    // rocket takes a short body that breaks off for a complete one.
    let length = request.headers().get_one("content-length");
    let length: Option<usize> = length.and_then(|length| length.parse().ok());
    match length {
        _ if !body.is_complete() => Err(mistake::unread(413)),
        Some(length) if body.len() < length => Err(mistake::unread(400)),
        _ => read(&body.into_inner()),
    }
}

/// A value from the head.
pub fn head<'a, T, C: Code>(
    find: fn(&View<'_, HeaderMap<'a>>) -> Source<T, C>,
    request: &Request<'a>,
) -> Result<T, Failure<C>> {
    without_body(find(&view(request)))
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

/// Has the [`catcher`](crate::rocket::catcher) answer with this failure: for the `Outcome::Error` of a guard of your own.
///
/// The catcher knows by the status alone that it answers this failure. So where a handler takes the guard as an `Option` and
/// goes on, it should not end in a bare `Status` that is the failure's own.
///
/// ```
/// use errcat::Failure;
/// use rocket::request::{Outcome, Request};
/// # #[errcat::catalog("../error_codes.toml", module = false)]
/// # enum ErrorCode {}
///
/// fn check(request: &Request<'_>) -> Outcome<(), Option<ErrorCode>> {
///     match request.headers().get_one("x-account-key") {
///         Some("ada") => Outcome::Success(()),
///         _ => Outcome::Error(errcat::rocket::refuse(request, Failure::new(ErrorCode::WrongPassword))),
///     }
/// }
/// # fn main() {}
/// ```
pub fn refuse<C: Code>(request: &Request<'_>, failure: Failure<C>) -> (Status, Option<C>) {
    let refusal = (Status::new(failure.status()), failure.code());
    *refused(request) = Some(failure);
    refusal
}

/// The last failure that a request was refused with. Its guards run one after another, so nobody waits for the lock.
pub(crate) fn refused<'r, C: Code>(request: &'r Request<'_>) -> MutexGuard<'r, Option<Failure<C>>> {
    request.local_cache(|| Mutex::new(None)).lock().unwrap_or_else(PoisonError::into_inner)
}

/// The module with the extractors, in a catalog's module. `$vis` is the enum's own visibility.
#[doc(hidden)]
#[macro_export]
macro_rules! __rocket {
    ($module:ident $vis:vis) => {
        /// rocket's guards, for this catalog: what they refuse is a [`Failure`](super::Failure), which the catcher sends.
        ///
        /// The longest body is the limit `json` or `form` of rocket's configuration: 1 MiB and 32 KiB by default.
        pub mod $module {
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
            $crate::__private::rocket::head($crate::__private::$reader, request)
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
            ) -> $crate::__private::rocket::Guarding<'f, $outcome>
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
