//! What makes a response of an error with a code. The implementations that `#[derive(Coded)]` generates call these functions.
//!
//! The functions have no bound besides `Coded`, so that a mistake in the user's type is only one error.
#![allow(missing_docs, reason = "these items are not public")]

#[cfg(feature = "actix-web")]
pub mod actix {
    pub use actix_web::http::StatusCode;
    pub use actix_web::{HttpResponse, ResponseError};

    use crate::Coded;
    #[cfg(feature = "tracing")]
    use crate::envelope::Chain;
    use crate::frameworks::actix::kept;

    pub fn status_code<E: Coded>(error: &E) -> StatusCode {
        error.failure().status_code()
    }

    pub fn respond<E: Coded>(error: &E) -> HttpResponse {
        let failure = error.failure();
        // actix-web keeps the error itself. The log gets its text.
        #[cfg(feature = "tracing")]
        let failure = failure.with_source(Chain::of(error));
        kept(failure)
    }
}

#[cfg(feature = "axum")]
pub mod axum {
    pub use ::axum::response::{IntoResponse, Response};

    use crate::Coded;

    pub fn respond<E: Coded>(error: E) -> Response {
        error.into_failure().into_response()
    }
}

#[cfg(feature = "poem")]
pub mod poem {
    pub use poem::Error;

    use crate::Coded;

    pub fn convert<E: Coded>(error: E) -> Error {
        error.into_failure().into()
    }
}

#[cfg(feature = "rocket")]
pub mod rocket {
    pub use rocket::Request;
    pub use rocket::response::{Responder, Result};

    use crate::Coded;

    pub fn respond<E: Coded>(error: E, request: &Request<'_>) -> Result<'static> {
        error.into_failure().respond_to(request)
    }
}

#[cfg(feature = "salvo")]
pub mod salvo {
    pub use salvo_core::{Response, Scribe};

    use crate::Coded;

    pub fn respond<E: Coded>(error: E, response: &mut Response) {
        error.into_failure().render(response);
    }
}

#[cfg(feature = "tonic")]
pub mod tonic {
    pub use tonic::Status;

    use crate::Coded;

    pub fn convert<E: Coded>(error: E) -> Status {
        error.into_failure().into()
    }
}

#[cfg(feature = "warp")]
pub mod warp {
    pub use warp::reject::Rejection;
    pub use warp::reply::{Reply, Response};

    use crate::Coded;

    pub fn respond<E: Coded>(error: E) -> Response {
        error.into_failure().into_response()
    }

    pub fn convert<E: Coded>(error: E) -> Rejection {
        error.into_failure().into()
    }
}
