//! Two routes that only reply: with errcat, and as people write them by hand. No database hides what errcat itself
//! costs.

use axum::Router;
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};

/// Serves until the process is killed.
pub(crate) fn serve(router: Router) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().worker_threads(1).build();
    runtime.expect("a runtime").block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        println!("listening on http://{}", listener.local_addr().expect("it is bound"));
        axum::serve(listener, router).await.expect("it serves");
    });
}

#[derive(Deserialize)]
struct Key {
    account_key: String,
}

#[derive(Deserialize)]
struct NewChannel {
    name: String,
}

#[derive(Serialize)]
struct Details {
    channel_id: u64,
    name: String,
    fields: Vec<&'static str>,
}

fn channel(name: &str) -> Details {
    Details {
        channel_id: 1,
        name: name.to_owned(),
        fields: vec!["temperature", "humidity", "light", "battery"],
    }
}

fn is_right(key: &Key) -> bool {
    key.account_key == "right"
}

pub(crate) mod with_errcat {
    use super::{Details, Key, NewChannel, Router, channel, get, is_right, post};
    use error_code::axum::{Json, Query};

    #[errcat::catalog("load/error_codes.toml")]
    enum ErrorCode {}

    #[derive(Debug, thiserror::Error, errcat::Coded)]
    #[coded(ErrorCode)]
    enum ChannelError {
        #[error("wrong key")]
        #[coded(PermissionDeniedForceLogOff, description = "account_key, or token_id is not correct")]
        WrongKey,
    }

    pub(crate) fn router() -> Router {
        let routes = Router::new().route("/channels/1", get(read)).route("/channels", post(create));
        routes.layer(errcat::axum::EnvelopeLayer::<ErrorCode>::new())
    }

    async fn read(Query(key): Query<Key>) -> error_code::Result<Details> {
        if !is_right(&key) {
            Err(ChannelError::WrongKey)?;
        }
        Ok(channel("greenhouse").into())
    }

    async fn create(Json(new): Json<NewChannel>) -> error_code::Result<Details> {
        Ok(channel(&new.name).into())
    }
}

pub(crate) mod by_hand {
    use std::error::Error;

    use axum::Json;
    use axum::extract::Query;
    use axum::extract::rejection::JsonRejection;
    use axum::http::header::WWW_AUTHENTICATE;
    use axum::http::{HeaderValue, StatusCode};
    use axum::response::{IntoResponse, Response};
    use serde::Serialize;

    use super::{Details, Key, NewChannel, Router, channel, get, is_right, post};

    #[derive(Serialize)]
    struct Success<T> {
        result: &'static str,
        server_time: String,
        #[serde(flatten)]
        payload: T,
    }

    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Failure {
        result: &'static str,
        #[serde(rename = "server_time")]
        server_time: String,
        error_code: &'static str,
        desp: String,
    }

    const CHALLENGE: &str = r#"Key realm="account", names="account_key token_id""#;

    #[derive(Debug, thiserror::Error)]
    enum ChannelError {
        #[error("wrong key")]
        WrongKey,
        #[error("malformed")]
        Malformed(#[from] JsonRejection),
    }

    impl IntoResponse for ChannelError {
        fn into_response(self) -> Response {
            let (status, error_code, desp) = match self {
                Self::WrongKey => (
                    StatusCode::UNAUTHORIZED,
                    "permission_denied_force_log_off",
                    "account_key, or token_id is not correct".to_owned(),
                ),
                Self::Malformed(error) => (StatusCode::BAD_REQUEST, "invalid_json_format", mistake(&error)),
            };
            let failure = Failure { result: "error", server_time: now(), error_code, desp };
            let mut response = (status, Json(failure)).into_response();
            if status == StatusCode::UNAUTHORIZED {
                response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static(CHALLENGE));
            }
            response
        }
    }

    /// Leaves out the words that axum puts before the parser's text.
    fn mistake(rejection: &JsonRejection) -> String {
        rejection.source().map_or_else(|| rejection.body_text(), ToString::to_string)
    }

    fn now() -> String {
        jiff::Timestamp::from_second(jiff::Timestamp::now().as_second()).expect("in range").to_string()
    }

    fn success(payload: Details) -> Response {
        Json(Success { result: "success", server_time: now(), payload }).into_response()
    }

    pub(crate) fn router() -> Router {
        Router::new().route("/channels/1", get(read)).route("/channels", post(create))
    }

    async fn read(Query(key): Query<Key>) -> Result<Response, ChannelError> {
        if !is_right(&key) {
            return Err(ChannelError::WrongKey);
        }
        Ok(success(channel("greenhouse")))
    }

    async fn create(body: Result<Json<NewChannel>, JsonRejection>) -> Result<Response, ChannelError> {
        let Json(new) = body?;
        Ok(success(channel(&new.name)))
    }
}
