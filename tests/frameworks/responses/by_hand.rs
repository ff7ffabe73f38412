//! `response = false` leaves the implementations to the user.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use errcat::Coded;

use super::ErrorCode;

#[derive(Debug, thiserror::Error, Coded)]
#[coded(ErrorCode, response = false)]
enum OwnError {
    #[error("gone")]
    #[coded(ChannelGone)]
    Gone,
}

impl IntoResponse for OwnError {
    fn into_response(self) -> Response {
        StatusCode::IM_A_TEAPOT.into_response()
    }
}

impl From<OwnError> for tonic::Status {
    fn from(error: OwnError) -> Self {
        Self::unknown(error.to_string())
    }
}

#[test]
fn an_implementation_by_hand_answers() {
    assert_eq!(OwnError::Gone.into_response().status(), 418);
    assert_eq!(tonic::Status::from(OwnError::Gone).message(), "gone");
    assert_eq!(OwnError::Gone.into_failure().status(), 410);
}
