//! Guards that give what a request of rocket's holds, or have the catcher say what is wrong with it.

use core::fmt;
use core::marker::PhantomData;
use core::ops::Deref;

use rocket::data::{self, ByteUnit, Data, FromData, Limits};
use rocket::http::Status;
use rocket::outcome::Outcome;
use rocket::request::{self, FromRequest};
use rocket::{Request, async_trait};
use serde::de::DeserializeOwned;

use super::refuse;
use crate::{Code, Failure, extract, mistake};

macro_rules! guard {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        pub struct $name<T, C> {
            value: T,
            catalog: PhantomData<fn() -> C>,
        }

        impl<T, C> $name<T, C> {
            fn new(value: T) -> Self {
                Self { value, catalog: PhantomData }
            }

            /// What has been read.
            pub fn into_inner(self) -> T {
                self.value
            }
        }

        impl<T, C> Deref for $name<T, C> {
            type Target = T;

            fn deref(&self) -> &T {
                &self.value
            }
        }

        impl<T: fmt::Debug, C> fmt::Debug for $name<T, C> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.value.fmt(f)
            }
        }
    };
}

guard! {
    /// A body that is JSON, with a content type that says so.
    ///
    /// The longest is the limit `json` of rocket's configuration, 1 MiB where it has none.
    Json
}

guard! {
    /// A body that is a form, with a content type that says so, read by serde.
    ///
    /// The longest is the limit `form` of rocket's configuration, 32 KiB where it has none.
    Form
}

guard! {
    /// The query's parameters, read by serde.
    Query
}

guard! {
    /// Headers: a struct with a field for each, `x_api_key` for `x-api-key`.
    ///
    /// Lines of one name are joined by a comma. Numbers, booleans, newtypes and enums of unit variants are read from text; a
    /// field that is an `Option` may be missing.
    Header
}

#[async_trait]
impl<'r, T: DeserializeOwned, C: Code> FromData<'r> for Json<T, C> {
    type Error = Option<C>;

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        outcome(request, json(request, data).await, Self::new)
    }
}

#[async_trait]
impl<'r, T: DeserializeOwned, C: Code> FromData<'r> for Form<T, C> {
    type Error = Option<C>;

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        outcome(request, form(request, data).await, Self::new)
    }
}

#[async_trait]
impl<'r, T: DeserializeOwned, C: Code> FromRequest<'r> for Query<T, C> {
    type Error = Option<C>;

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, Self::Error> {
        let query = request.uri().query().map(|query| query.as_str());
        outcome(request, extract::query(query), Self::new)
    }
}

#[async_trait]
impl<'r, T: DeserializeOwned, C: Code> FromRequest<'r> for Header<T, C> {
    type Error = Option<C>;

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, Self::Error> {
        let lines = |name: &str| request.headers().get(name).map(str::as_bytes);
        outcome(request, extract::header(lines), Self::new)
    }
}

fn outcome<T, C: Code, G, F>(
    request: &Request<'_>,
    read: Result<T, Failure<C>>,
    guard: fn(T) -> G,
) -> Outcome<G, (Status, Option<C>), F> {
    match read {
        Ok(value) => Outcome::Success(guard(value)),
        Err(failure) => Outcome::Error(refuse(request, failure)),
    }
}

async fn json<T: DeserializeOwned, C: Code>(request: &Request<'_>, data: Data<'_>) -> Result<T, Failure<C>> {
    extract::expect_json(content_type(request))?;
    extract::json(&whole(data, request.limits().get("json").unwrap_or(Limits::JSON)).await?)
}

async fn form<T: DeserializeOwned, C: Code>(request: &Request<'_>, data: Data<'_>) -> Result<T, Failure<C>> {
    extract::expect_form(content_type(request))?;
    extract::form(&whole(data, request.limits().get("form").unwrap_or(Limits::FORM)).await?)
}

fn content_type<'r>(request: &'r Request<'_>) -> Option<&'r [u8]> {
    request.headers().get_one("content-type").map(str::as_bytes)
}

async fn whole<C: Code>(data: Data<'_>, limit: ByteUnit) -> Result<Vec<u8>, Failure<C>> {
    let body = data.open(limit).into_bytes().await;
    let body = body.map_err(|error| mistake::unread(400).with_source(error))?;
    if body.is_complete() { Ok(body.into_inner()) } else { Err(mistake::unread(413)) }
}
