//! What stands in the module of each catalog: extractors whose error is its failure, structs of its own as those for axum.

/// `$vis` is the enum's own visibility: no type that has it in its error can be more visible.
#[doc(hidden)]
#[macro_export]
macro_rules! __actix {
    ($vis:vis) => {
        /// actix-web's extractors, for this catalog: what they refuse is a [`Failure`](super::Failure).
        pub mod actix {
            $crate::__actix_extractor! {
                /// A body that is JSON, with a content type that says so.
                ///
                /// The longest is the limit of actix-web's `PayloadConfig`, 256 KiB where there is none; `JsonConfig` does
                /// not count.
                $vis Json, (request, payload), $crate::actix::json(request, payload)
            }
            $crate::__actix_extractor! {
                /// A body that is a form, of the same length at most; of `GET` and `HEAD` the query.
                $vis Form, (request, payload), $crate::actix::form(request, payload)
            }
            $crate::__actix_extractor! {
                /// The query's parameters.
                $vis Query, (request, _payload), ::core::future::ready($crate::actix::query(request))
            }
            $crate::__actix_extractor! {
                /// Headers: a struct with a field for each, `x_api_key` for `x-api-key`.
                $vis Header, (request, _payload), ::core::future::ready($crate::actix::header(request))
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __actix_extractor {
    ($(#[$doc:meta])* $vis:vis $name:ident, ($request:ident, $payload:ident), $read:expr) => {
        $crate::__extractor! { $(#[$doc])* $vis $name }

        impl<T> $crate::__private::actix_web::FromRequest for $name<T>
        where
            T: $crate::__private::serde::de::DeserializeOwned + 'static,
        {
            type Error = super::Failure;
            type Future = ::core::pin::Pin<$crate::__private::Box<
                dyn ::core::future::Future<Output = ::core::result::Result<Self, Self::Error>>,
            >>;

            fn from_request(
                $request: &$crate::__private::actix_web::HttpRequest,
                $payload: &mut $crate::__private::actix_web::dev::Payload,
            ) -> Self::Future {
                let read = $read;
                $crate::__private::Box::pin(async { ::core::result::Result::map(read.await, Self) })
            }
        }
    };
}
