//! The errors of the server, and their replies.

use std::borrow::Cow;
use std::error::Error as _;

use axum::Json;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use thiserror::Error;
use tokio::task::JoinError;

use super::column::{Id, Time};

#[derive(Debug, Error)]
pub(super) enum Error {
    #[error("there is nothing at this path")]
    NoRoute,
    #[error("the route has no such method")]
    NoMethod,
    #[error("the query cannot be read")]
    Query(#[from] QueryRejection),
    #[error("{0} is missing")]
    Missing(&'static str),
    #[error("account_key, or token_id is not correct")]
    AccountKey,
    #[error("the api_key does not open the channel")]
    WriteKey,
    #[error("account {0} has not been verified")]
    Unverified(Id),
    #[error("the path names no channel")]
    NoChannel,
    #[error("account {account} has no channel {channel}")]
    OthersChannel { account: Id, channel: Id },
    #[error("the caller's window opens again in {seconds} s")]
    TooFast { seconds: u32 },
    #[error("the body did not arrive in time")]
    LateBody,
    #[error("the body broke off")]
    BrokenBody(#[source] axum::Error),
    #[error("the body is longer than {} bytes", super::extract::BODY)]
    LongBody,
    #[error("the body cannot be read")]
    UnreadBody(#[from] BytesRejection),
    #[error("the request has no body")]
    NoBody,
    #[error("invalid json input")]
    NotJson(#[source] serde_json::Error),
    #[error("the body is not a JSON object")]
    NotAnObject,
    #[error(transparent)]
    Member(#[from] serde_path_to_error::Error<serde_json::Error>),
    #[error("created_at is not a time like 2017-10-09T08:48:34Z")]
    NoTime,
    #[error("the entry has no field")]
    NoFields,
    #[error("{0} is no field: they are field1 to field10")]
    UnknownField(String),
    #[error("{0} is neither a number nor a string")]
    FieldValue(&'static str),
    #[error("{member} is longer than {most} bytes")]
    TooLong { member: &'static str, most: usize },
    #[error("the database failed")]
    Database(#[from] rusqlite::Error),
    #[error("the database has been busy for too long")]
    Busy,
    #[error("the database has been removed or replaced")]
    Removed,
    #[error("the work in the database broke off")]
    BrokenOff(#[from] JoinError),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Failure<'a> {
    result: &'static str,
    #[serde(rename = "server_time")]
    server_time: Time,
    error_code: &'static str,
    desp: &'a str,
}

impl Error {
    fn code(&self) -> (StatusCode, &'static str) {
        match self {
            Self::NoRoute => (StatusCode::NOT_FOUND, "not_found"),
            Self::NoMethod => (StatusCode::METHOD_NOT_ALLOWED, "error_method_invalid"),
            Self::AccountKey => (StatusCode::UNAUTHORIZED, "permission_denied_force_log_off"),
            Self::WriteKey => (StatusCode::UNAUTHORIZED, "invalid_api_key"),
            Self::Unverified(_) => (StatusCode::FORBIDDEN, "account_require_verify"),
            Self::NoChannel | Self::OthersChannel { .. } => (StatusCode::NOT_FOUND, "invalid_channel_id"),
            Self::TooFast { .. } => (StatusCode::TOO_MANY_REQUESTS, "request_too_fast"),
            Self::Missing(_) | Self::LateBody | Self::NoBody => (StatusCode::BAD_REQUEST, "missing_data"),
            Self::LongBody => (StatusCode::FORBIDDEN, "over_limit"),
            Self::NotJson(_) => (StatusCode::BAD_REQUEST, "invalid_json_format"),
            Self::NoTime => (StatusCode::BAD_REQUEST, "invalid_created_at"),
            Self::NoFields => (StatusCode::BAD_REQUEST, "missing_field_data"),
            Self::FieldValue(_) => (StatusCode::BAD_REQUEST, "invalid_field_value"),
            Self::TooLong { .. } => (StatusCode::BAD_REQUEST, "field_length_over_limit"),
            Self::Query(_)
            | Self::BrokenBody(_)
            | Self::UnreadBody(_)
            | Self::NotAnObject
            | Self::Member(_)
            | Self::UnknownField(_) => (StatusCode::BAD_REQUEST, "invalid_format"),
            Self::Busy | Self::Removed => (StatusCode::SERVICE_UNAVAILABLE, "service_unavailable"),
            Self::Database(_) | Self::BrokenOff(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal_error"),
        }
    }

    /// The text for the client. It is the error's own text if the error is a mistake of the client.
    fn text(&self) -> Cow<'static, str> {
        match self {
            Self::NoRoute => "There is nothing at this path".into(),
            Self::NoMethod => "Request method is invalid".into(),
            Self::Query(rejection) => rejection.source().map(ToString::to_string).unwrap_or_default().into(),
            Self::WriteKey => "Invalid\u{a0}API Key".into(),
            Self::Unverified(_) => "Account is not activated yet".into(),
            Self::NoChannel | Self::OthersChannel { .. } => "Invalid channel_id".into(),
            Self::TooFast { seconds } => format!("please wait another {seconds} seconds").into(),
            Self::UnreadBody(_) => "The request data is not in the correct format".into(),
            Self::NoFields => "The request is missing field data".into(),
            Self::Busy | Self::Removed => {
                "The platform has too much to do, or cannot reach its data; try again later".into()
            }
            Self::Database(_) | Self::BrokenOff(_) => "The platform failed to answer; try again later".into(),
            own => own.to_string().into(),
        }
    }

    fn log(&self, status: StatusCode, code: &str, text: &str) {
        let status = status.as_u16();
        let error: &dyn std::error::Error = self;
        if status < 500 {
            tracing::warn!(target: "by_hand", code, status, error, "{text}");
        } else {
            tracing::error!(target: "by_hand", code, status, error, "{text}");
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, error_code) = self.code();
        let text = self.text();
        self.log(status, error_code, &text);
        let failure = Failure { result: "error", server_time: Time::now(), error_code, desp: &text };
        let mut response = (status, Json(failure)).into_response();
        let wait = match self {
            Self::TooFast { seconds } => Some(seconds),
            Self::Busy | Self::Removed => Some(2),
            _ => None,
        };
        if let Some(seconds) = wait {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        let challenge = match self {
            Self::AccountKey => Some(r#"Key realm="account", names="account_key token_id""#),
            Self::WriteKey => Some(r#"Key realm="channel", names="api_key""#),
            _ => None,
        };
        if let Some(challenge) = challenge {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        }
        response
    }
}
