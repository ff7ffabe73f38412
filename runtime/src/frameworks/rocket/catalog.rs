//! What stands in the module of each catalog: guards that have the catcher answer with its failure, structs of its own as
//! those for axum.

/// `$vis` is the enum's own visibility.
#[doc(hidden)]
#[macro_export]
macro_rules! __rocket {
    ($vis:vis) => {
        /// rocket's guards, for this catalog: what they refuse is a [`Failure`](super::Failure), which the catcher sends.
        pub mod rocket {
            $crate::__rocket_guard! {
                /// A body that is JSON, with a content type that says so.
                ///
                /// The longest is the limit `json` of rocket's configuration, 1 MiB where it has none.
                $vis Json, FromData, from_data(request, data: $crate::__private::rocket::data::Data<'r>),
                $crate::__private::rocket::data::Outcome<'r, Self>,
                $crate::rocket::json(request, data).await
            }
            $crate::__rocket_guard! {
                /// A body that is a form, with a content type that says so.
                ///
                /// The longest is the limit `form` of rocket's configuration, 32 KiB where it has none.
                $vis Form, FromData, from_data(request, data: $crate::__private::rocket::data::Data<'r>),
                $crate::__private::rocket::data::Outcome<'r, Self>,
                $crate::rocket::form(request, data).await
            }
            $crate::__rocket_guard! {
                /// The query's parameters.
                $vis Query, FromRequest, from_request(request),
                $crate::__private::rocket::request::Outcome<Self, ()>,
                $crate::rocket::query(request)
            }
            $crate::__rocket_guard! {
                /// Headers: a struct with a field for each, `x_api_key` for `x-api-key`.
                $vis Header, FromRequest, from_request(request),
                $crate::__private::rocket::request::Outcome<Self, ()>,
                $crate::rocket::header(request)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __rocket_guard {
    (
        $(#[$doc:meta])*
        $vis:vis $name:ident, $trait:ident, $method:ident($request:ident $(, $data:ident: $type:ty)?),
        $outcome:ty, $read:expr
    ) => {
        $crate::__extractor! { $(#[$doc])* $vis $name }

        // As `async_trait` writes it, but that no name of the user's crate is asked for.
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
