//! Macros that make an error type a response of each framework whose feature is on, and document its codes.
//!
//! Their arguments are the generics of the type without the brackets, the type, and its bounds. If the type has an
//! implementation by hand, rustc names the macro in its error, so the name says what to write.

by_feature! {
    or __no_response;
    "actix-web": __actix_response as actix__delete_yours_or_write_response_false,
    "aide": __aide_response as aide__delete_yours_or_write_response_false,
    "axum": __axum_response as axum__delete_yours_or_write_response_false,
    "poem": __poem_response as poem__delete_yours_or_write_response_false,
    "rocket": __rocket_response as rocket__delete_yours_or_write_response_false,
    "salvo": __salvo_response as salvo__delete_yours_or_write_response_false,
    "tonic": __tonic_response as tonic__delete_yours_or_write_response_false,
    "utoipa": __utoipa_response as utoipa__delete_yours_or_write_response_false,
    "warp": __warp_response as warp__delete_yours_or_write_response_false,
}

/// Implements the traits of all features.
#[doc(hidden)]
#[macro_export]
macro_rules! __responses {
    ($($error:tt)*) => {
        $crate::__private::responses::actix__delete_yours_or_write_response_false! { $($error)* }
        $crate::__private::responses::aide__delete_yours_or_write_response_false! { $($error)* }
        $crate::__private::responses::axum__delete_yours_or_write_response_false! { $($error)* }
        $crate::__private::responses::poem__delete_yours_or_write_response_false! { $($error)* }
        $crate::__private::responses::rocket__delete_yours_or_write_response_false! { $($error)* }
        $crate::__private::responses::salvo__delete_yours_or_write_response_false! { $($error)* }
        $crate::__private::responses::tonic__delete_yours_or_write_response_false! { $($error)* }
        $crate::__private::responses::utoipa__delete_yours_or_write_response_false! { $($error)* }
        $crate::__private::responses::warp__delete_yours_or_write_response_false! { $($error)* }
    };
}

/// For a feature that is off.
#[doc(hidden)]
#[macro_export]
macro_rules! __no_response {
    ($($error:tt)*) => {};
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "actix-web")]
macro_rules! __actix_response {
    ([$($params:tt)*] [$type:ty] [$($bounds:tt)*]) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($params)*> $crate::__private::response::actix::ResponseError for $type $($bounds)* {
            fn status_code(&self) -> $crate::__private::response::actix::StatusCode {
                $crate::__private::response::actix::status_code(self)
            }

            fn error_response(&self) -> $crate::__private::response::actix::HttpResponse {
                $crate::__private::response::actix::respond(self)
            }
        }
    };
}

/// An error type names its statuses itself. So both functions add them to the operation.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "aide")]
macro_rules! __aide_response {
    ([$($params:tt)*] [$type:ty] [$($bounds:tt)*]) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($params)*> $crate::__private::aide::OperationOutput for $type $($bounds)* {
            type Inner = $crate::Failure<<Self as $crate::Coded>::Code>;

            fn operation_response(
                context: &mut $crate::__private::aide::GenContext,
                operation: &mut $crate::__private::aide::Operation,
            ) -> ::core::option::Option<$crate::__private::aide::Response> {
                $crate::__private::aide::codes::<Self>(context, operation);
                ::core::option::Option::None
            }

            fn inferred_responses(
                context: &mut $crate::__private::aide::GenContext,
                operation: &mut $crate::__private::aide::Operation,
            ) -> $crate::__private::aide::Inferred {
                $crate::__private::aide::codes::<Self>(context, operation);
                $crate::__private::aide::Inferred::new()
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "axum")]
macro_rules! __axum_response {
    ([$($params:tt)*] [$type:ty] [$($bounds:tt)*]) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($params)*> $crate::__private::response::axum::IntoResponse for $type $($bounds)* {
            fn into_response(self) -> $crate::__private::response::axum::Response {
                $crate::__private::response::axum::respond(self)
            }
        }
    };
}

/// Handlers of poem return an error as `Into<poem::Error>`. Its trait `ResponseError` only borrows the error.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "poem")]
macro_rules! __poem_response {
    ([$($params:tt)*] [$type:ty] [$($bounds:tt)*]) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($params)*> ::core::convert::From<$type> for $crate::__private::response::poem::Error $($bounds)* {
            fn from(error: $type) -> Self {
                $crate::__private::response::poem::convert(error)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "rocket")]
macro_rules! __rocket_response {
    ([$($params:tt)*] [$type:ty] [$($bounds:tt)*]) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<'__request, $($params)*> $crate::__private::response::rocket::Responder<'__request, 'static>
            for $type $($bounds)*
        {
            fn respond_to(
                self,
                request: &'__request $crate::__private::response::rocket::Request<'_>,
            ) -> $crate::__private::response::rocket::Result<'static> {
                $crate::__private::response::rocket::respond(self, request)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "salvo")]
macro_rules! __salvo_response {
    ([$($params:tt)*] [$type:ty] [$($bounds:tt)*]) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($params)*> $crate::__private::response::salvo::Scribe for $type $($bounds)* {
            fn render(self, response: &mut $crate::__private::response::salvo::Response) {
                $crate::__private::response::salvo::respond(self, response)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "tonic")]
macro_rules! __tonic_response {
    ([$($params:tt)*] [$type:ty] [$($bounds:tt)*]) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($params)*> ::core::convert::From<$type> for $crate::__private::response::tonic::Status $($bounds)* {
            fn from(error: $type) -> Self {
                $crate::__private::response::tonic::convert(error)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "utoipa")]
macro_rules! __utoipa_response {
    ([$($params:tt)*] [$type:ty] [$($bounds:tt)*]) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($params)*> $crate::__private::utoipa::IntoResponses for $type $($bounds)* {
            fn responses() -> $crate::__private::utoipa::Responses {
                $crate::__private::utoipa::responses::<Self>()
            }
        }
    };
}

/// A handler of warp returns its errors as replies, or rejects with them.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "warp")]
macro_rules! __warp_response {
    ([$($params:tt)*] [$type:ty] [$($bounds:tt)*]) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($params)*> $crate::__private::response::warp::Reply for $type $($bounds)* {
            fn into_response(self) -> $crate::__private::response::warp::Response {
                $crate::__private::response::warp::respond(self)
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($params)*> ::core::convert::From<$type> for $crate::__private::response::warp::Rejection $($bounds)* {
            fn from(error: $type) -> Self {
                $crate::__private::response::warp::convert(error)
            }
        }
    };
}
