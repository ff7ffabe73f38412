//! What stands in the module of each catalog: extractors that fail with its failure, structs of its own as those for axum.

/// `$vis` is the enum's own visibility.
#[doc(hidden)]
#[macro_export]
macro_rules! __poem {
    ($vis:vis) => {
        /// poem's extractors, for this catalog: what they refuse is a [`Failure`](super::Failure).
        pub mod poem {
            $crate::__poem_extractor! {
                /// A body that is JSON, with a content type that says so.
                $vis Json, (request, body), $crate::poem::json(request, body).await
            }
            $crate::__poem_extractor! {
                /// A body that is a form; of `GET` and `HEAD` the query.
                $vis Form, (request, body), $crate::poem::form(request, body).await
            }
            $crate::__poem_extractor! {
                /// The query's parameters.
                $vis Query, (request, _body), $crate::poem::query(request)
            }
            $crate::__poem_extractor! {
                /// Headers: a struct with a field for each, `x_api_key` for `x-api-key`.
                $vis Header, (request, _body), $crate::poem::header(request)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __poem_extractor {
    ($(#[$doc:meta])* $vis:vis $name:ident, ($request:ident, $body:ident), $read:expr) => {
        $crate::__extractor! { $(#[$doc])* $vis $name }

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
